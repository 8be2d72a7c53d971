import { isSoundBatch } from './batch-soundness.js';
import type { CallEnd, GuardedRead } from './guarded-call.js';
import type { GuardedSource, GuardsState } from './guards.js';
import type { Outcome } from '../chain/outcome.js';
import { UpstreamError } from '../http/upstream-error.js';

/** What stands between requests and their sources. `Guards` in a process; tests of other things leave it out. */
export interface Guarding {
  of(source: GuardedSource): { read<T>(read: GuardedRead<T>): Promise<CallEnd<T>> };
  /** What stands at this moment, for metrics; absent where nothing guards. */
  state?(): GuardsState;
}

/** Most calls of one source in flight at a time: a hung upstream holds no more than these. */
const IN_FLIGHT = 64;

/** One read of one source, as a request makes it. */
export interface Reading<T> {
  readonly source: Omit<GuardedSource, 'inFlight'>;
  /** The source's own limit, in ms. */
  readonly timeoutMs: number;
  /** What the hop may take, in ms. */
  readonly budgetMs: number;
  readonly isFallback: boolean;
  /** One attempt, which ends within the time given; the second one has a connection of its own. */
  readonly attempt: (budgetMs: number, isSecond: boolean) => Promise<T>;
}

/**
 * Reads through the guard of a source.
 * @throws UpstreamError with the class of the failure, or of the refusal to ask
 */
export async function guarded<T>(
  guards: Guarding,
  { source, ...read }: Reading<T>,
  isSound: (value: T) => boolean = () => true,
): Promise<T> {
  const guard = guards.of({ ...source, inFlight: IN_FLIGHT });
  const end = await guard.read({ ...read, isSound });
  if (end.kind === 'fail') throw new UpstreamError(source.id, end.cls, end.retryAfterMs);
  return end.value;
}

/** The same for a batch, whose keys may fail one by one. */
export const guardedBatch = <V>(
  guards: Guarding,
  ids: readonly string[],
  reading: Reading<ReadonlyMap<string, Outcome<V>>>,
): Promise<ReadonlyMap<string, Outcome<V>>> =>
  guarded(guards, reading, (outcomes) => isSoundBatch(ids, outcomes));
