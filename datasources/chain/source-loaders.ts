import { createLoader, type LoadChunk, type Loader } from '../batching/create-loader.js';
import { guardedBatch, type Guarding } from '../guard/guarding.js';
import type { Deadline } from '../http/deadline.js';
import type { Scope } from '../http/endpoint.js';
import { TELLING_SHARE, type HopRole } from '../http/hop-budget.js';
import type { Attempt } from '../http/transport.js';
import type { RequestSharing } from '../sharing/request-sharing.js';
import type { Chain } from './chain.js';
import type { KeptSpace } from './kept-space.js';
import type { Lead, Leads } from './lead.js';
import { ledLoad } from './led-load.js';
import type { ContextOf, Source } from './source.js';

/** Builds the frozen context of a scope for the calls of one attempt; a PUBLIC one holds no viewer. */
export type AttemptContext = <S extends Scope>(scope: S, attempt: Attempt) => ContextOf[S];

/** What bounds the calls of a request. */
export interface CallLimits {
  /** By when the request must be answered. */
  readonly deadline: Deadline;
  /** How long an operation may take in this process, in ms, by what its contract says. */
  readonly limitMs: (timeoutMs: number) => number;
  readonly guards: Guarding;
  /** What the requests of the process load together; null: this one asks for itself. */
  readonly sharing: RequestSharing | null;
}

/** Where the records of a chain are kept; null: nowhere. */
type KeptOf = <V>(chain: Chain<V>) => KeptSpace<V> | null;

/** The loaders of one request, one per source, behind its guard and inside its share of the time. */
export class SourceLoaders {
  private readonly loaders = new Map<Source<unknown>, Loader<unknown>>();

  constructor(
    private readonly contextOf: AttemptContext,
    private readonly limits: CallLimits,
    private readonly keptOf: KeptOf,
    private readonly leads: Leads,
  ) {}

  /** The loader of a chain's primary, the same one each time: a source is the primary of one chain. */
  primary<V>(chain: Chain<V>): Loader<V> {
    return this.held(chain.primary) ?? this.open(chain.primary, roleOf(chain), this.keptOf(chain));
  }

  /** The loader of a source that stands in for others, the same one each time. */
  secondary<V>(source: Source<V>): Loader<V> {
    return this.held(source) ?? this.open(source, 'secondary', null);
  }

  /** Asks for a kept record again, beside the request. */
  refresh<V>(chain: Chain<V>, id: string): void {
    this.limits.sharing?.refresh(chain.primary, roleOf(chain), this.keptOf(chain), id);
  }

  private held<V>(source: Source<V>): Loader<V> | undefined {
    return this.loaders.get(source) as Loader<V> | undefined;
  }

  private open<V>(source: Source<V>, role: HopRole, kept: KeptSpace<V> | null): Loader<V> {
    const lead = this.leads.ofSource(source);
    const led = role === 'secondary' ? standing(lead) : role;
    const shared = this.limits.sharing?.loadOf(source, led, kept);
    const load = shared ?? this.ownLoad(source, led);
    const loader = createLoader(
      source.maxBatch,
      lead ? this.ledLoad(load, lead, source, led) : load,
      (outcomes) => {
        if (!shared) kept?.learnAll(outcomes); // whoever asks for all keeps for all
      },
    );
    this.loaders.set(source, loader);
    return loader;
  }

  /** One that a rollout watches. Where little time was left to ask in, running out of it is nobody's failure. */
  private ledLoad<V>(load: LoadChunk<V>, lead: Lead, { timeoutMs }: Source<V>, role: HopRole): LoadChunk<V> {
    const { deadline, limitMs } = this.limits;
    const limit = limitMs(timeoutMs);
    const hasTime = (end = deadline) => end.budget(limit, role) >= limit * TELLING_SHARE;
    return ledLoad(load, lead, hasTime);
  }

  /** The request asks for itself. */
  private ownLoad<V>(source: Source<V>, role: HopRole): LoadChunk<V> {
    const { guards, deadline, limitMs } = this.limits;
    const timeoutMs = limitMs(source.timeoutMs);
    return (ids, end = deadline) =>
      guardedBatch(guards, ids, {
        source,
        isFallback: role === 'secondary',
        timeoutMs,
        budgetMs: end.budget(timeoutMs, role),
        attempt: (budgetMs, isSecond) => {
          const attempt = { deadline: end.within(budgetMs), unused: isSecond };
          return source.load(ids, this.contextOf(source.scope, attempt));
        },
      });
  }
}

/** LEGACY on a path of its own is no fallback, unless an emergency moved the request there. */
const standing = (lead: Lead | undefined): HopRole => (lead && !lead.isMoved ? 'only' : 'secondary');

const roleOf = <V>({ secondary }: Chain<V>): HopRole => (secondary ? 'primary' : 'only');
