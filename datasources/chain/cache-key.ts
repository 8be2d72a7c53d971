import type { Scope } from '../http/endpoint.js';
import type { Segment } from './source.js';

/** Scopes whose records may outlive a request. What belongs to one viewer never does. */
export type SharedScope = Exclude<Scope, 'VIEWER'>;

/** What a scope varies by beside the key. */
export interface SegmentOf {
  PUBLIC: null;
  SEGMENT: Segment;
}

/** Everything that shared records depend on beside their ids; a segment exactly where the scope has one. */
export interface KeySpace<S extends SharedScope> {
  readonly scope: S;
  /** Arms of the rollouts that the records depend on, always in the same order. */
  readonly arms: readonly string[];
  /** `PRICING.prices` */
  readonly source: string;
  /** Version of the records' shape in this build. */
  readonly contract: string;
  readonly segment: SegmentOf[S];
}

/** Everything that a shared record depends on. */
export interface CacheKey<S extends SharedScope> extends KeySpace<S> {
  /** Id that the source is asked by. */
  readonly key: string;
}

/**
 * What the keys of shared records begin with; an id makes it whole. Built once for many keys. It is one list in JSON, so no space
 * is the beginning of another.
 */
export function keySpace<S extends SharedScope>(parts: KeySpace<S>): string {
  const { scope, arms, source, contract } = parts;
  const segment: Segment | null = parts.segment;
  return JSON.stringify([scope, arms, source, contract, segment && [segment.region, segment.channel]]);
}

/** The one way from parts to the key of a shared record. No two different sets of parts have the same key. */
export const cacheKey = <S extends SharedScope>(parts: CacheKey<S>): string => keySpace(parts) + parts.key;
