import type { Outcome } from './outcome.js';
import type { Source } from './source.js';

/**
 * Where a chain starts: at its first hop, as declared; at LEGACY, going on with local hops and never with the first one; or at
 * its end, asking nobody.
 */
export type Start = 'primary' | 'secondary' | 'end';

/** What the leading source said at one coordinate for one key. */
export type Sight =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly cls: string }
  /** It was not asked: the value was kept from before. */
  | { readonly kind: 'kept' };

/** Where a coordinate's chain starts in one request, because a rollout says so. */
export interface Lead {
  readonly start: Start;
  /** Name of the declared path. */
  readonly path: string;
  /** Whether it was moved here in an emergency: it reaches LEGACY inside the cap of those whose primary failed. */
  readonly isMoved: boolean;
  /** Told what the leading source said of a batch, before any fallback. `ms`: how long it took. */
  saw(outcomes: Iterable<Outcome<unknown>>, ms: number): void;
  /** Told of a fault of our own on the way, which the hops behind are to make good. */
  faulted(error: unknown): void;
  /** Told what the leading source said at a coordinate, where the request is compared with another leg; else absent. */
  readonly sighted: ((coordinate: string, key: string, sight: Sight) => void) | undefined;
  /** Told that a value came from a later hop, or from none. */
  fellBack(): void;
}

/** The leads of one request; undefined: the chain starts as declared, and nobody watches. */
export interface Leads {
  of(coordinate: string): Lead | undefined;
  /** By the source that leads. */
  ofSource(source: Source<unknown>): Lead | undefined;
}

/** No rollout is in progress. */
export const NO_LEADS: Leads = { of: () => undefined, ofSource: () => undefined };

/** The path that served a coordinate, as metrics name it. */
export const armOf = (leads: Leads, coordinate: string): string => leads.of(coordinate)?.path ?? 'none';
