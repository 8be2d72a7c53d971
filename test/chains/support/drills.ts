import type { DegradedSource } from '../../../datasources/chain/degradation.js';
import type { UpstreamName } from '../../../datasources/upstreams.js';
import { globalId } from '../../../schema/global-id.js';
import { accountId, itemId, roomId, shopId, videoId } from '../../support/records.js';

/** What a report names as the source of a field; `gone`: another tier made the list, so nothing is said of it. */
type Named = DegradedSource | 'gone';

/** How one field is drilled: what is asked, which service fails first, and what must answer then. */
export interface Drill {
  readonly document: string;
  readonly variables: object;
  /** The owner, which fails in every step. */
  readonly owner: UpstreamName;
  /** LEGACY is well. */
  readonly withLegacy: Named;
  /** LEGACY has failed too; the record was read a moment before. */
  readonly kept: Named;
  /** LEGACY has failed too; nothing was read before, but a snapshot is published. */
  readonly published: Named;
  /** Nothing is left. */
  readonly nothing: Named;
}

const byId = (type: Parameters<typeof globalId>[0], rawId: string, fields: string) => ({
  document: `query ($id: ID!) { node(id: $id) { ... on ${type} { ${fields} } } }`,
  variables: { id: globalId(type, rawId) },
});
const product = (fields: string) => byId('Product', itemId(3), fields);
const video = (fields: string) => byId('Video', videoId(1), fields);
const author = (fields: string) => byId('Author', accountId(1), fields);
const room = (fields: string) => byId('LiveRoom', roomId(1), fields);
const feed = (sceneId: string, fields: string) => ({
  document: `query ($sceneId: ID!) { feed(sceneId: $sceneId, first: 10) { edges { node { ${fields} } } serving { tier } } }`,
  variables: { sceneId },
});

const EVERY_HOP = { withLegacy: 'legacy', kept: 'lkg', published: 'snapshot', nothing: null } as const;
const KEPT_ONLY = { withLegacy: null, kept: 'lkg', published: null, nothing: null } as const;
const NO_OTHER = { withLegacy: null, kept: null, published: null, nothing: null } as const;

/** By coordinate: every field that a report may name. */
export const DRILLS: Readonly<Record<string, Drill>> = {
  'Query.feed': {
    ...feed('home', 'id'),
    ...{ owner: 'ALGORITHM', withLegacy: 'legacy', kept: 'static', published: 'snapshot', nothing: 'static' },
  },
  'VideoCard.video': {
    ...feed('home', '... on VideoCard { video { title } }'),
    ...{ ...EVERY_HOP, owner: 'CONTENT', nothing: 'gone' },
  },
  'LiveCard.room': {
    ...feed('channel', '... on LiveCard { room { title } }'),
    ...{ ...KEPT_ONLY, owner: 'LIVE' },
  },
  'Query.video': { ...video('title'), ...EVERY_HOP, owner: 'CONTENT' },
  'Video.author': { ...video('author { name }'), ...EVERY_HOP, owner: 'ACCOUNTS' },
  'Video.viewer': { ...video('viewer { liked }'), ...NO_OTHER, owner: 'ENGAGEMENT' },
  'VideoProductEdge.node': {
    ...video('products { edges { node { title } } }'),
    ...{ ...EVERY_HOP, owner: 'CATALOG' },
  },
  'Query.product': { ...product('title'), ...EVERY_HOP, owner: 'CATALOG' },
  'Product.pricing': {
    ...product('pricing { salePrice { amount } }'),
    ...{ ...EVERY_HOP, owner: 'PRICING', published: null },
  },
  'Product.coupons': { ...product('coupons { id }'), ...NO_OTHER, owner: 'PRICING' },
  'Product.promotions': { ...product('promotions { id }'), ...NO_OTHER, owner: 'PRICING' },
  'Product.availability': {
    ...product('availability { state }'),
    ...{ owner: 'INVENTORY', withLegacy: 'legacy', kept: 'lkg', published: 'static', nothing: 'static' },
  },
  'Query.author': { ...author('name'), ...EVERY_HOP, owner: 'ACCOUNTS' },
  'Author.live': { ...author('live { title }'), ...KEPT_ONLY, owner: 'LIVE' },
  'Author.viewer': { ...author('viewer { following }'), ...NO_OTHER, owner: 'ENGAGEMENT' },
  'Query.node(Shop)': { ...byId('Shop', shopId(1), 'name'), ...KEPT_ONLY, owner: 'ACCOUNTS' },
  'Query.liveRoom': { ...room('title'), ...KEPT_ONLY, owner: 'LIVE' },
  'LiveRoom.author': { ...room('author { name }'), ...EVERY_HOP, owner: 'ACCOUNTS' },
};
