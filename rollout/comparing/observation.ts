/** A value as both sides are compared by: plain JSON of the domain object, unselected fields included. */
export type Plain =
  null | boolean | number | string | readonly Plain[] | { readonly [name: string]: Plain | undefined };

/** What one side said at one coordinate for one key, before any fallback. */
export type Observed =
  | { readonly kind: 'value'; readonly value: Plain }
  /** It failed; `cls` is the failure class, for the report. */
  | { readonly kind: 'failed'; readonly cls: string };

/** One place that two sides are compared at. */
export interface Place {
  /** Schema coordinate: `Product.pricing`. */
  readonly coordinate: string;
  /** Id of the record, or the place of a list: never shown in a report as it is. */
  readonly key: string;
}

/** Why a place is not compared: the served value came from a cache or a fallback, or the candidate's call was not recorded. */
export type Incomparable = 'not-comparable' | 'unrecorded-call';

/**
 * One place with what both sides said there. `served` is control, as it is where treatment is shadowed, and `candidate` is
 * treatment, also where treatment was served and control beside it; in noise both are control.
 */
export interface Comparison extends Place {
  readonly served: Observed;
  readonly candidate: Observed | { readonly kind: Incomparable };
  /** Lists are measured, everything else is equal or not. */
  readonly ranked: boolean;
  /** Milliseconds that each side took; reported only. */
  readonly servedMs: number;
  readonly candidateMs: number;
}

/** What was wrong at one place. */
export type DifferenceClass =
  | 'missing'
  | 'extra'
  | 'nullness'
  | 'type'
  | 'value'
  | 'count'
  | 'order'
  | 'error-vs-data'
  | 'candidate-failed'
  | 'latency';

/** The request that something was compared of. */
export interface CaseHead {
  readonly ruleId: string;
  /** Name of the operation if it is registered, else its hash: never a text of a client. */
  readonly operation: string;
  /** `IOS 9.4.0`, `UNKNOWN` */
  readonly client: string;
  /** Control ran twice: what differs is noise. */
  readonly isNoise: boolean;
}

/** One request with the places that were compared of it. */
export interface ComparedCase extends CaseHead {
  readonly comparisons: readonly Comparison[];
}
