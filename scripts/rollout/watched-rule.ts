import type { JudgedRule } from '../../rollout/fleet/evaluate.js';
import { outcomesOf, type RuleFigures } from '../../rollout/fleet/fleet-figures.js';
import type { Measurement } from '../../rollout/fleet/history.js';
import { LongLook } from './long-look.js';

/** Checks before this one that a verdict looks at. */
const CHECKS_BEFORE = 2;
const MEASURE_MS = 600_000;

/** What is remembered of a rule from check to check, for as long as its share stays. */
export class WatchedRule {
  /** Figures of the last checks, oldest first. */
  history: readonly RuleFigures[] = [];
  /** The last line that was said of it. */
  said = '';
  private outcomes = { control: 0, treatment: 0 };
  private readonly look: LongLook;

  constructor(
    private readonly rule: JudgedRule,
    /** Version of the rules that brought its share. */
    readonly version: number,
    private measuredFrom: number,
  ) {
    this.look = new LongLook(rule);
  }

  /** Whether a rule is still what is remembered. */
  isSame({ bp, state, treatment }: JudgedRule): boolean {
    return bp === this.rule.bp && state === this.rule.state && treatment === this.rule.treatment;
  }

  /** Takes the figures of a check; null: there were none, which ends a row of checks. */
  remember(figures: RuleFigures | null): void {
    this.history = figures === null ? [] : [...this.history, figures].slice(-CHECKS_BEFORE);
  }

  /** Counts what came since the last check. */
  count(figures: RuleFigures): void {
    this.outcomes.control += outcomesOf(figures.control);
    this.outcomes.treatment += outcomesOf(figures.treatment);
    this.look.count(figures);
  }

  /** What was counted, once ten minutes are full, or `isLast`; null before. `now`: monotonic, `wallNow`: epoch ms. */
  measured(now: number, wallNow: number, isLast: boolean): Measurement | null {
    const ms = now - this.measuredFrom;
    if (ms < MEASURE_MS && !isLast) return null;
    const { outcomes, version } = this;
    this.outcomes = { control: 0, treatment: 0 };
    this.measuredFrom = now;
    const guardrails = this.look.judge();
    return { at: new Date(wallNow).toISOString(), rule: this.rule.id, version, ms, outcomes, guardrails };
  }
}
