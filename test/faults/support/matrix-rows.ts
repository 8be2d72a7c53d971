import type { UpstreamName } from '../../../datasources/upstreams.js';
import type { Difference, Left, MatrixRow, Source } from './matrix.types.js';

const of = (type: string, ...fields: string[]): string[] => fields.map((field) => `${type}.${field}`);

const VIDEO = of('Video', 'title', 'cover', 'sources', 'durationMs', 'orientation', 'status', 'publishedAt', 'category',
  'tags', 'stats', 'products'); // prettier-ignore
const PRODUCT = of('Product', 'title', 'shortTitle', 'image', 'category', 'status', 'detailUrl', 'soldCount30d',
  'soldCountText', 'shop'); // prettier-ignore
const OFFER = of('Product', 'pricing', 'coupons', 'promotions');
const AUTHOR = of(
  'Author',
  'name',
  'avatar',
  'kind',
  'verified',
  'followerCount',
  'followerCountText',
  'shop',
);
const STATES = ['Video.viewer', 'Author.viewer'];

const differs = (rows: Readonly<Record<string, Source>>, ...others: string[]): Difference => ({
  rows,
  others,
  list: false,
});

/** The page is made by another tier; its cards bring their own records. */
const tier = (name: NonNullable<Difference['tier']>, source: Source): Difference => ({
  rows: { 'Query.feed': source },
  others: ['Video.*', 'Shop.*', ...PRODUCT, ...AUTHOR],
  list: true,
  tier: name,
});

const SNAPSHOT = tier('CDN_SNAPSHOT', 'snapshot');
const BUILT_IN = tier('BUILT_IN', 'static');

const always = (difference: Difference): Readonly<Record<Left, Difference>> => ({
  legacy: difference,
  warm: difference,
  cold: difference,
  bare: difference,
});

const offer = (pricing: Source) =>
  differs({ 'Product.pricing': pricing, 'Product.coupons': null, 'Product.promotions': null }, ...OFFER);

const NO_ROOMS: Difference = {
  rows: { 'LiveCard.room': null, 'Author.live': null },
  others: ['Author.live'],
  list: true,
};

const silent = (list: boolean, ...others: string[]): MatrixRow['silent'] => ({ others, list });

/** What every upstream's outage may do, by what is left (source-chains.md §15). */
export const MATRIX_ROWS: readonly MatrixRow[] = [
  {
    name: 'U1 ALGORITHM', upstream: 'ALGORITHM', silent: silent(true),
    outage: { legacy: tier('LEGACY', 'legacy'), warm: SNAPSHOT, cold: SNAPSHOT, bare: BUILT_IN },
  },
  {
    name: 'U2 CONTENT', upstream: 'CONTENT', silent: silent(true, ...VIDEO),
    outage: {
      legacy: differs({ 'VideoCard.video': 'legacy' }, ...VIDEO),
      warm: differs({ 'VideoCard.video': 'lkg' }),
      cold: differs({ 'VideoCard.video': 'snapshot' }, ...VIDEO),
      bare: BUILT_IN,
    },
  },
  {
    name: 'U3 CATALOG', upstream: 'CATALOG', silent: silent(false, ...PRODUCT, 'Shop.*', 'Video.products'),
    outage: {
      legacy: differs({ 'VideoProductEdge.node': 'legacy' }, ...PRODUCT, 'Shop.*'),
      warm: differs({ 'VideoProductEdge.node': 'lkg' }),
      cold: differs({ 'VideoProductEdge.node': 'snapshot' }, ...PRODUCT, 'Shop.*'),
      bare: differs({ 'VideoProductEdge.node': null }, 'Video.products'),
    },
  },
  {
    name: 'U4 PRICING', upstream: 'PRICING', silent: silent(false, ...OFFER),
    outage: { legacy: offer('legacy'), warm: offer('lkg'), cold: offer(null), bare: offer(null) },
  },
  {
    name: 'U5 INVENTORY', upstream: 'INVENTORY', silent: silent(false, 'Product.availability'),
    outage: {
      legacy: differs({ 'Product.availability': 'legacy' }, 'Product.availability'),
      warm: differs({ 'Product.availability': 'lkg' }),
      cold: differs({ 'Product.availability': 'static' }, 'Product.availability'),
      bare: differs({ 'Product.availability': 'static' }, 'Product.availability'),
    },
  },
  {
    name: 'U6 ACCOUNTS', upstream: 'ACCOUNTS', silent: silent(false, ...AUTHOR, 'Shop.*', 'Video.author', 'LiveRoom.author'),
    outage: {
      legacy: differs({ 'Video.author': 'legacy', 'LiveRoom.author': 'legacy' }, ...AUTHOR, 'Shop.*'),
      warm: differs({ 'Video.author': 'lkg', 'LiveRoom.author': 'lkg' }),
      // Snapshots hold no live cards, hence no hosts.
      cold: differs({ 'Video.author': 'snapshot', 'LiveRoom.author': null }, ...AUTHOR, 'Shop.*', 'LiveRoom.author'),
      bare: differs({ 'Video.author': null, 'LiveRoom.author': null }, 'Video.author', 'LiveRoom.author'),
    },
  },
  {
    name: 'U7 LIVE', upstream: 'LIVE', silent: silent(true, 'Author.live', 'LiveRoom.*'),
    outage: {
      legacy: NO_ROOMS,
      warm: differs({ 'LiveCard.room': 'lkg', 'Author.live': 'lkg' }),
      cold: NO_ROOMS,
      bare: NO_ROOMS,
    },
  },
  {
    name: 'U8 ENGAGEMENT', upstream: 'ENGAGEMENT', silent: silent(false, ...STATES),
    outage: always(differs({ 'Video.viewer': null, 'Author.viewer': null, 'Query.feed': 'primary' }, ...STATES)),
  },
]; // prettier-ignore

/** Upstreams without which the page is whole: at most the list says that an input is missing. */
export const SIDE_ROWS: readonly MatrixRow[] = (
  [
    ['EXPOSURE', always(differs({ 'Query.feed': 'primary' })), false],
    ['SLOTS', always({ rows: { 'Query.feed': 'primary' }, others: [], list: true }), true],
    ['LEGACY', always(differs({})), false],
    ['SNAPSHOT', always(differs({})), false],
  ] satisfies readonly [UpstreamName, MatrixRow['outage'], boolean][]
).map(([upstream, outage, list]) => ({ name: upstream, upstream, outage, silent: silent(list) }));
