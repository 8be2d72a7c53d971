import { createLoader, type Loader } from '../batching/create-loader.js';
import { guardedBatch, type Guarding } from '../guard/guarding.js';
import type { Deadline } from '../http/deadline.js';
import type { Scope } from '../http/endpoint.js';
import type { HopRole } from '../http/hop-budget.js';
import type { Outcome } from './outcome.js';
import type { ContextOf, Source } from './source.js';

/** Builds the frozen context of a scope for one attempt, whose calls end by `end`; a PUBLIC one holds no viewer. */
export type AttemptContext = <S extends Scope>(scope: S, end: Deadline) => ContextOf[S];

/** What bounds the calls of a request. */
export interface CallLimits {
  /** By when the request must be answered. */
  readonly deadline: Deadline;
  /** How long an operation may take in this process, in ms, by what its contract says. */
  readonly limitMs: (timeoutMs: number) => number;
  readonly guards: Guarding;
}

/** Told what came of each chunk, failures too. */
type Learn<V> = (outcomes: ReadonlyMap<string, Outcome<V>>) => void;

/** The loaders of one request, one per source, behind its guard and inside its share of the time. */
export class SourceLoaders {
  private readonly loaders = new Map<Source<unknown>, Loader<unknown>>();

  constructor(
    private readonly contextOf: AttemptContext,
    private readonly limits: CallLimits,
  ) {}

  /** The loader of a source, the same one each time: whoever asks first says in what role, and who learns from it. */
  of<V>(source: Source<V>, role: HopRole, learn: Learn<V> = () => undefined): Loader<V> {
    let loader = this.loaders.get(source) as Loader<V> | undefined;
    if (!loader) {
      loader = this.open(source, role, learn);
      this.loaders.set(source, loader);
    }
    return loader;
  }

  private open<V>(source: Source<V>, role: HopRole, learn: Learn<V>): Loader<V> {
    const { guards, deadline, limitMs } = this.limits;
    const timeoutMs = limitMs(source.timeoutMs);
    return createLoader(
      source.maxBatch,
      (ids, end = deadline) =>
        guardedBatch(guards, ids, {
          source,
          isFallback: role === 'secondary',
          timeoutMs,
          budgetMs: end.budget(timeoutMs, role),
          attempt: (budgetMs) => source.load(ids, this.contextOf(source.scope, end.within(budgetMs))),
        }),
      learn,
    );
  }
}
