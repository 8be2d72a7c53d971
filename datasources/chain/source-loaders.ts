import { createLoader, type Loader } from '../batching/create-loader.js';
import { guardedBatch, type Guarding } from '../guard/guarding.js';
import type { Deadline } from '../http/deadline.js';
import type { Scope } from '../http/endpoint.js';
import type { HopRole } from '../http/hop-budget.js';
import type { Attempt } from '../http/transport.js';
import type { Chain } from './chain.js';
import type { Outcome } from './outcome.js';
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
}

/** Told what came of each chunk that a chain's primary was asked for, failures too. */
type Learn = <V>(chain: Chain<V>, outcomes: ReadonlyMap<string, Outcome<V>>) => void;

/** The loaders of one request, one per source, behind its guard and inside its share of the time. */
export class SourceLoaders {
  private readonly loaders = new Map<Source<unknown>, Loader<unknown>>();

  constructor(
    private readonly contextOf: AttemptContext,
    private readonly limits: CallLimits,
    private readonly learn: Learn,
  ) {}

  /** The loader of a chain's primary, the same one each time: a source is the primary of one chain. */
  primary<V>(chain: Chain<V>): Loader<V> {
    return (
      this.held(chain.primary) ??
      this.open(chain.primary, chain.secondary ? 'primary' : 'only', (outcomes) =>
        this.learn(chain, outcomes),
      )
    );
  }

  /** The loader of a source that stands in for others, the same one each time. */
  secondary<V>(source: Source<V>): Loader<V> {
    return this.held(source) ?? this.open(source, 'secondary', () => undefined);
  }

  private held<V>(source: Source<V>): Loader<V> | undefined {
    return this.loaders.get(source) as Loader<V> | undefined;
  }

  private open<V>(
    source: Source<V>,
    role: HopRole,
    learn: (outcomes: ReadonlyMap<string, Outcome<V>>) => void,
  ): Loader<V> {
    const { guards, deadline, limitMs } = this.limits;
    const timeoutMs = limitMs(source.timeoutMs);
    const loader = createLoader<V>(
      source.maxBatch,
      (ids, end = deadline) =>
        guardedBatch(guards, ids, {
          source,
          isFallback: role === 'secondary',
          timeoutMs,
          budgetMs: end.budget(timeoutMs, role),
          attempt: (budgetMs, isSecond) => {
            const attempt = { deadline: end.within(budgetMs), unused: isSecond };
            return source.load(ids, this.contextOf(source.scope, attempt));
          },
        }),
      learn,
    );
    this.loaders.set(source, loader);
    return loader;
  }
}
