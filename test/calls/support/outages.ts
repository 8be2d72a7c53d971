import type { UpstreamName } from '../../../datasources/upstreams.js';

/** What an answer loses when one upstream fails and there is no other source. */
export interface Outage {
  /** Only those who have an id depend on it. */
  readonly viewersOnly?: boolean;
  /** Types that cannot be read at the root: null and UPSTREAM_UNAVAILABLE, counted under this coordinate. */
  readonly unreadable?: Readonly<Record<string, string | null>>;
  /** Fields that end in a constant, by coordinate. */
  readonly ends?: Readonly<Record<string, ConstantEnd>>;
  /** Cards that leave their place to others, by type, and the coordinate that they are counted under. */
  readonly without?: { readonly card: string; readonly countedAs: string };
  /** No list can be made of what is left: a feed is the packaged list, counted as such. */
  readonly withoutList?: true;
}

/** The constant that a field ends in; of an object, the fields that are selected. */
export interface ConstantEnd {
  readonly value: unknown;
  /** Coordinate that it is counted under; null: not a field of a chain. */
  readonly countedAs: string | null;
}

/** Ends of one constant, each counted under its own coordinate. */
const endsIn = (value: unknown, ...coordinates: string[]): Record<string, ConstantEnd> =>
  Object.fromEntries(coordinates.map((coordinate) => [coordinate, { value, countedAs: coordinate }]));

const DEGRADED = { 'ServingInfo.degraded': { value: true, countedAs: null } };

const NO_PRODUCTS = {
  edges: [],
  totalCount: 0,
  pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
};

/** By upstream: what is lost without it. Everything else in an answer stays as it was. */
export const OUTAGES: Readonly<Record<UpstreamName, Outage>> = {
  ALGORITHM: { withoutList: true },
  CONTENT: { unreadable: { Video: 'Query.video' }, withoutList: true },
  CATALOG: {
    unreadable: { Product: 'Query.product' },
    ends: { 'Video.products': { value: NO_PRODUCTS, countedAs: 'VideoProductEdge.node' } },
  },
  PRICING: {
    ends: { ...endsIn(null, 'Product.pricing'), ...endsIn([], 'Product.coupons', 'Product.promotions') },
  },
  INVENTORY: { ends: endsIn({ state: 'UNKNOWN', asOf: null }, 'Product.availability') },
  ACCOUNTS: {
    unreadable: { Author: 'Query.author', Shop: 'Query.node(Shop)' },
    ends: endsIn(null, 'Video.author', 'LiveRoom.author'),
  },
  LIVE: {
    unreadable: { LiveRoom: 'Query.liveRoom' },
    ends: endsIn(null, 'Author.live'),
    without: { card: 'LiveCard', countedAs: 'LiveCard.room' },
  },
  ENGAGEMENT: { viewersOnly: true, ends: { ...endsIn(null, 'Video.viewer', 'Author.viewer'), ...DEGRADED } },
  EXPOSURE: { viewersOnly: true, ends: DEGRADED },
  SLOTS: {},
  LEGACY: {},
  SNAPSHOT: {},
};
