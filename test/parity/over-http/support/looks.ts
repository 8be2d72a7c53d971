import { globalId } from '../../../../schema/global-id.js';
import { itemId, videoId } from '../../../support/records.js';
import { formerName } from '../../../../sandbox/data/accounts.js';
import { RESERVED_VIDEOS } from '../../../../sandbox/data/reserved.js';
import { videoAuthor } from '../../../../sandbox/data/videos.js';
import { differingWorld } from '../../support/differing-sandbox.js';
import { SCENE, type Stage } from './stage.js';

/** Lets a viewer look; resolves to how many places of the coordinate are to be compared then. */
export type Look = (stage: Stage, n: number) => Promise<number>;

const A_LIST = 20;
const OF_A_LIST = Array.from({ length: A_LIST }, (_, index) => index + 1);

const PRICES = `query Prices($ids: [ID!]!) { products(ids: $ids) {
  id pricing { salePrice { amount } } coupons { id } promotions { id } } }`;

/** Twenty products that nobody has looked at. */
export const prices: Look = async (stage, n) => {
  await stage.ask(PRICES, { ids: OF_A_LIST.map((one) => globalId('Product', itemId(n * A_LIST + one))) });
  return A_LIST;
};

const AUTHORS = 'query Authors($ids: [ID!]!) { videos(ids: $ids) { id author { id } } }';

const WORLD = differingWorld(false);
/** LEGACY shows some accounts under a former name, whatever is switched off. */
function isRenamed(video: number): boolean {
  const author = videoAuthor(WORLD, video);
  return author !== null && formerName(WORLD, author) !== null;
}

/** Videos that nobody has looked at, and one of a closed account. */
export const authors: Look = async (stage, n) => {
  const ordinary = OF_A_LIST.map((one) => n * A_LIST + one).filter((video) => !isRenamed(video));
  const ids = [...ordinary, RESERVED_VIDEOS.closedAuthor].map((one) => globalId('Video', videoId(one)));
  const { data } = await stage.ask(AUTHORS, { ids });
  const known = data.videos.flatMap((video: any) => video?.author?.id ?? []) as string[];
  return new Set(known).size;
};

const FEED = `query Feed($sceneId: ID!, $first: Int, $after: String) {
  feed(sceneId: $sceneId, first: $first, after: $after) { nodes { id } pageInfo { endCursor } } }`;

/** Lists are ranked for each viewer, which takes a while: a few come again and again. */
const VIEWERS = 40;
const viewer = (n: number) => ({ 'x-viewer-id': `v-${n % VIEWERS}`, 'x-device-id': `d-${n % VIEWERS}` });

/** Items of a page. Java's pages have twenty cards, some of which may not be shown: enough for two pages. */
export const A_PAGE = 8;

/** The first page of a viewer. */
export const feed: Look = async (stage, n) => {
  await stage.ask(FEED, { sceneId: SCENE, first: A_PAGE }, viewer(n));
  return 1;
};

/** The first page of a scene in which operators have pinned something. */
export const feedWithPins: Look = async (stage, n) => {
  await stage.ask(FEED, { sceneId: 'home', first: A_PAGE }, viewer(n));
  return 1;
};

/** The first two pages of a viewer. */
export const twoPages: Look = async (stage, n) => {
  const first = { sceneId: SCENE, first: A_PAGE };
  const { data } = await stage.ask(FEED, first, viewer(n));
  await stage.ask(FEED, { ...first, after: data.feed.pageInfo.endCursor }, viewer(n));
  return 2;
};
