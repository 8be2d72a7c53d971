// Written by `npm run codegen` from the source chains of the gateway; do not edit.

/** What may be answered with less than its first source. */
export type DegradedCoordinate =
  | 'Author.live'
  | 'Author.viewer'
  | 'LiveCard.room'
  | 'LiveRoom.author'
  | 'Product.availability'
  | 'Product.coupons'
  | 'Product.pricing'
  | 'Product.promotions'
  | 'Query.author'
  | 'Query.feed'
  | 'Query.liveRoom'
  | 'Query.node(Shop)'
  | 'Query.product'
  | 'Query.video'
  | 'Video.author'
  | 'Video.viewer'
  | 'VideoCard.video'
  | 'VideoProductEdge.node';

/** Where the value came from instead, best first; null where no source was left. */
export type DegradedSource =
  | 'primary'
  | 'legacy'
  | 'lkg'
  | 'snapshot'
  | 'static'
  | null;

/** Why its first source did not give it. */
export type DegradedReason =
  | 'UPSTREAM_ERROR'
  | 'UPSTREAM_TIMEOUT'
  | 'UPSTREAM_BUSY'
  | 'CIRCUIT_OPEN'
  | 'STALE_DATA'
  | 'INVALID_DATA'
  | 'DENIED'
  | 'TOO_FEW'
  | 'NOT_CONFIGURED'
  | 'CURSOR_RESTARTED';

/** What became of one field, over all objects of the answer that have it. */
export interface DegradedField {
  readonly coordinate: DegradedCoordinate;
  /** The worst that any of them came from. */
  readonly source: DegradedSource;
  readonly reason: DegradedReason;
  /** How many objects. */
  readonly items: number;
  /** Age in ms of the oldest, where it is known. */
  readonly ageMs?: number;
  /** A list for everybody stands in the place of one for this viewer. */
  readonly personalized?: false;
  /** Where in `data` some of them are, when no source was left. */
  readonly paths?: readonly (readonly (string | number)[])[];
}

/** The part of an answer that says how much of it is as usual. */
export interface WithDegraded {
  readonly extensions?: {
    readonly degraded?: {
      readonly v: 1;
      /** Whether there was more to say. */
      readonly truncated: boolean;
      readonly fields: readonly DegradedField[];
    };
  };
}

/** How a field was degraded in an answer; undefined when it was not. */
export const degradedOf = (
  { extensions }: WithDegraded,
  coordinate: DegradedCoordinate,
): DegradedField | undefined =>
  extensions?.degraded?.fields.find((field) => field.coordinate === coordinate);
