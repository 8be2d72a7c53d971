import type { DegradedField } from '../../../datasources/chain/degradation.js';
import type { UpstreamName } from '../../../datasources/upstreams.js';

/** Where the value of a degraded field came from. */
export type Source = DegradedField['source'];

/**
 * What is left beside a faulty upstream. `legacy`: LEGACY and a snapshot; `warm`: no LEGACY, but what was read before, and a
 * snapshot; `cold`: no LEGACY, a snapshot; `bare`: nothing.
 */
export type Left = 'legacy' | 'warm' | 'cold' | 'bare';

/** All of them, in the order in which sources are asked. */
export const LEFT: readonly Left[] = ['legacy', 'warm', 'cold', 'bare'];

/** What an answer may differ in from the healthy one. */
export interface Difference {
  /** Coordinates with the source that their rows must name. */
  readonly rows: Readonly<Record<string, Source>>;
  /** Coordinates whose values may be others; `Type.*` is all of a type. */
  readonly others: readonly string[];
  /** Whether other cards may stand on the page, or in another order. */
  readonly list: boolean;
  /** Who serves the page; PRIMARY unless said. */
  readonly tier?: 'LEGACY' | 'CDN_SNAPSHOT' | 'BUILT_IN';
}

/** A row of the matrix: an upstream, and what its outage may do to a page. */
export interface MatrixRow {
  readonly upstream: UpstreamName;
  /** `U4 PRICING`. */
  readonly name: string;
  /** When whole calls fail. */
  readonly outage: Readonly<Record<Left, Difference>>;
  /** When its records say something unknown, or are gone: values may be others, and nobody is told. */
  readonly silent: Omit<Difference, 'rows'>;
}
