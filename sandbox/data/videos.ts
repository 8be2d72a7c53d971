import type { Leaf } from './categories.js';
import { LEAVES, ROOTS, leafAt, rootOfShop } from './categories.js';
import { shopOfAccount } from './accounts.js';
import { stream } from './chance.js';
import { Weighted, clamp, logNormal, normal } from './distributions.js';
import { FAMILIES } from './ids.js';
import { ITEMS_PER_SHOP, itemLeaf, shopOfItem } from './items.js';
import { ORDINARY_ACCOUNTS, RESERVED_ACCOUNTS, RESERVED_VIDEOS } from './reserved.js';
import type { World } from './world.js';

const DURATION = { median: 22, sigma: 0.7 };
const productCounts = new Weighted([3, 52, 20, 13, 7, 5]);

const author = stream('video.author');
const noAuthor = stream('video.author-null');
const featured = stream('video.shop');
const productCount = stream('video.products');
const firstProduct = stream('video.first-product');
const freeLeaf = stream('video.leaf');
const duration = stream('video.duration');

/** Author of a video before any dirt: always known. */
function trueAuthor(world: World, video: number): number {
  if (video === RESERVED_VIDEOS.bannedAuthor) return RESERVED_ACCOUNTS.banned;
  if (video === RESERVED_VIDEOS.closedAuthor) return RESERVED_ACCOUNTS.closed;
  return 1 + world.chance.below(ORDINARY_ACCOUNTS, author, video);
}

/** Author of a video; with dirty data null for 0.3 %. */
export function videoAuthor(world: World, video: number): number | null {
  if (world.settings.dirty && world.chance.happens(0.003, noAuthor, video)) return null;
  return trueAuthor(world, video);
}

/** Shop a video sells from: the author's own, else one the author features. */
function sellingShop(world: World, video: number): number {
  const own = shopOfAccount(world, trueAuthor(world, video));
  return own ?? 1 + world.chance.below(FAMILIES.shop.size, featured, video);
}

function itemCount(world: World, video: number): number {
  return productCounts.index(world.chance.unit(productCount, video));
}

/** Root category of a video, index into ROOTS: that of the shop it sells from; cheaper than its leaf. */
export function videoRoot(world: World, video: number): number {
  if (itemCount(world, video) > 0) return rootOfShop(world.chance, sellingShop(world, video));
  return ROOTS.indexOf(videoLeaf(world, video, []).root);
}

/** Items shown in a video, the primary one first: 0 to 5 neighbours on the shelf of one shop. */
export function videoItems(world: World, video: number): number[] {
  const count = itemCount(world, video);
  if (count === 0) return [];
  const shelf = (sellingShop(world, video) - 1) * ITEMS_PER_SHOP;
  const start = world.chance.below(ITEMS_PER_SHOP, firstProduct, video);
  return Array.from({ length: count }, (_, index) => shelf + ((start + index * 3) % ITEMS_PER_SHOP) + 1);
}

/** Shop on the record of a video: the author's own, else that of the primary product, else null. */
export function videoShop(world: World, video: number, items: readonly number[]): number | null {
  const [primary] = items;
  if (primary !== undefined) return shopOfItem(primary);
  return shopOfAccount(world, trueAuthor(world, video));
}

/** Category of a video: that of its primary product; without products one of its own. */
export function videoLeaf(world: World, video: number, items: readonly number[]): Leaf {
  const [primary] = items;
  return primary === undefined
    ? leafAt(world.chance.below(LEAVES.length, freeLeaf, video))
    : itemLeaf(world, primary);
}

/** Running time: lognormal, median 22 s, 5 to 180 s, in tenths of a second. */
export function videoDurationMs(world: World, video: number): number {
  return Math.round(clamp(logNormal(DURATION, normal(world.chance, duration, video)), 5, 180) * 10) * 100;
}
