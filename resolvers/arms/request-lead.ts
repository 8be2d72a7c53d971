import type { Decision } from '../../rollout/decision/decide.js';
import type { OutcomeKind, PrimaryOutcome } from '../../rollout/guardrails/primary-outcome.js';
import type { Lead, Start } from '../../datasources/chain/lead.js';
import type { Outcome } from '../../datasources/chain/outcome.js';
import { outcomeKindOf } from './outcome-kind.js';

/** A batch has failed when more than this share of its keys did. */
const BAD_SHARE = 0.2;

/** One rule in one request: where it starts its chain, and what came of that. */
export class RequestLead implements Lead {
  private keys = 0;
  private items = 0;
  private calls = 0;
  private longestMs = 0;
  private hasFallenBack = false;
  private readonly failed = new Map<OutcomeKind, number>();

  constructor(
    readonly decision: Decision,
    readonly start: Start,
    private readonly onFault: (error: unknown) => void,
    readonly sighted: Lead['sighted'],
    private readonly isHurried: boolean,
  ) {}

  get path(): string {
    return this.decision.path;
  }

  get isMoved(): boolean {
    return this.decision.isMoved;
  }

  saw(outcomes: Iterable<Outcome<unknown>>, ms: number): void {
    this.took(ms);
    for (const outcome of outcomes) {
      const kind = outcome.kind === 'fail' ? outcomeKindOf(outcome.cls) : 'ok';
      if (kind !== null) this.count(kind, outcome.kind === 'ok' ? 1 : 0);
    }
  }

  /** The same for a list: what became of the page that the path was to make. */
  sawList(kind: OutcomeKind, items: number, ms: number): void {
    this.took(ms);
    this.count(kind, items);
  }

  faulted(error: unknown): void {
    this.onFault(error);
  }

  fellBack(): void {
    this.hasFallenBack = true;
  }

  /** What the leading source did in this request; null when it was not asked. */
  outcome(): PrimaryOutcome | null {
    if (this.keys === 0) return null;
    const { items, calls, hasFallenBack: fellBack } = this;
    return { kind: this.kind(), ms: this.longestMs, items, calls, fellBack };
  }

  private took(ms: number): void {
    this.calls += 1;
    this.longestMs = Math.max(this.longestMs, ms);
  }

  private count(kind: OutcomeKind, items: number): void {
    if (kind === 'timeout' && this.isHurried) return;
    this.keys += 1;
    this.items += items;
    if (kind !== 'ok') this.failed.set(kind, (this.failed.get(kind) ?? 0) + 1);
  }

  /** The most frequent way in which it failed, if too much of it did. */
  private kind(): OutcomeKind {
    const [worst] = [...this.failed].sort(([, one], [, other]) => other - one);
    const failures = [...this.failed.values()].reduce((sum, times) => sum + times, 0);
    return worst && failures > this.keys * BAD_SHARE ? worst[0] : 'ok';
  }
}
