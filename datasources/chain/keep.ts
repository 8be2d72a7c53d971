import type { SharedScope } from './cache-key.js';
import type { Source } from './source.js';

/** For how long a record may be used, in ms since it was produced: `freshMs` ≤ `staleOkMs` ≤ `maxMs`. */
export interface Ages {
  /** Served without a call. */
  readonly freshMs: number;
  /** Served at once, and refreshed beside it. */
  readonly staleOkMs: number;
  /** Served after a failure. */
  readonly maxMs: number;
}

/** How the records of a chain are kept: its last known good ones. */
export interface Keep<V> {
  /** Changes with the shape of the record. */
  readonly contract: string;
  readonly ages: Ages;
  /** When its owner made it, in epoch ms. Default: on arrival, as where the record does not say (null). */
  readonly producedAt?: (value: V) => number | null;
  /** The next moment (epoch ms) at which it is known to change, such as the end of a promotion; null or absent: none. */
  readonly nextEdge?: (value: V, now: number) => number | null;
  /** What of a record replaces even one that was kept a moment ago: whether it may be shown. Default: nothing. */
  readonly state?: (value: V) => unknown;
  /** What of a record is still true at its age in ms; `afterFailure`: its owner could not be asked. Default: all of it. */
  readonly aged?: (value: V, ageMs: number, afterFailure: boolean) => V;
}

/** The same with the source that the records come from. */
export interface Keeping<V, S extends SharedScope> extends Keep<V> {
  /** The chain's primary. */
  readonly source: Source<V, S>;
}
