import type { Scope } from '../http/endpoint.js';
import type { Segment } from './source.js';

/** Scopes whose records may outlive a request. What belongs to one viewer never does. */
export type SharedScope = Exclude<Scope, 'VIEWER'>;

/** What a scope varies by beside the key. */
export interface SegmentOf {
  PUBLIC: null;
  SEGMENT: Segment;
}

/** Everything that a shared record depends on; a segment exactly where the scope has one. */
export interface CacheKey<S extends SharedScope> {
  readonly scope: S;
  /** Arms of the rollouts that the record depends on, always in the same order. */
  readonly arms: readonly string[];
  /** `PRICING.prices` */
  readonly source: string;
  /** Version of the record's shape in this build. */
  readonly contract: string;
  /** Id that the source is asked by. */
  readonly key: string;
  readonly segment: SegmentOf[S];
}

/** The one function that makes keys of shared records. No two different sets of parts have the same key. */
export function cacheKey<S extends SharedScope>(parts: CacheKey<S>): string {
  const { scope, arms, source, contract, key } = parts;
  const segment: Segment | null = parts.segment;
  return JSON.stringify([scope, arms, source, contract, key, segment && [segment.region, segment.channel]]);
}
