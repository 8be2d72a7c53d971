import { countersAt } from '../../data/counters.js';
import { idOf } from '../../data/ids.js';
import { itemFacts } from '../../data/items.js';
import { recordPicture } from '../../data/media.js';
import { shopName, shopRecord } from '../../data/shops.js';
import { unitsInStock } from '../../data/stocks.js';
import { sdUrl, videoSize } from '../../data/video-media.js';
import { videoState } from '../../data/video-states.js';
import { videoTags, videoTitle } from '../../data/video-titles.js';
import { videoAuthor, videoDurationMs, videoItems, videoLeaf } from '../../data/videos.js';
import type { World } from '../../data/world.js';
import { HOUR } from '../../data/world.js';
import { Quirks } from './quirks.js';
import { toldAccount, toldPrices } from './told.js';

/** A record in the words of the Java service; values are strings, or their odd forms. */
export type LegacyRecord = Record<string, unknown>;

/** Items embedded in a card. */
const ITEMS_PER_CARD = 3;
const UTC_PLUS_8_MS = 8 * HOUR;

/** Titles are escaped for HTML. */
function escaped(title: string): string {
  return title.replaceAll('&', '&amp;').replaceAll("'", '&#39;');
}

/** Addresses come without their scheme. */
function schemeless(url: string): string {
  return url.replace(/^https?:/, '');
}

/** `2019-11-10 20:00:00` in UTC+8. */
function chinaTime(at: number): string {
  return new Date(at + UTC_PLUS_8_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** An item. */
export function legacyItem(world: World, item: number, share: number): LegacyRecord {
  const id = idOf('item', item);
  const quirks = new Quirks(world.chance, share, id);
  const facts = itemFacts(world, item);
  const price = toldPrices(world, item).facts;
  const shop = shopRecord(world, facts.shop);
  return {
    itemId: quirks.digits('itemId', id),
    title: escaped(facts.title),
    shortTitle: escaped(facts.shortTitle),
    pic: schemeless(recordPicture(world, 'item', item)),
    price: quirks.yuan('price', price.saleCents),
    originPrice: quirks.yuan('originPrice', price.listCents),
    itemStatus: quirks.digits('itemStatus', { ON_SALE: 1, OFF_SHELF: 0, PRESALE: 2 }[facts.status]),
    sold: quirks.digits('sold', facts.sold30d),
    quantity: quirks.digits('quantity', unitsInStock(world, item)),
    spuId: quirks.digits('spuId', facts.spuId),
    shopId: quirks.digits('shopId', shop.shopId),
    shopName: shop.name,
    userType: quirks.digits('userType', shop.kind === 'TMALL' ? 1 : 0),
    category: facts.leaf.path,
    url: `//item.sandbox.test/${id}`,
  };
}

/** An account. */
export function legacyAccount(world: World, account: number, share: number): LegacyRecord {
  const id = idOf('account', account);
  const quirks = new Quirks(world.chance, share, id);
  const { facts } = toldAccount(world, account);
  return {
    accountId: quirks.digits('accountId', id),
    nick: facts.name,
    avatar: schemeless(recordPicture(world, 'avatar', account)),
    userType: quirks.digits('userType', { CREATOR: 0, MERCHANT: 1, PLATFORM: 2 }[facts.kind]),
    verified: quirks.flag('verified', facts.verified),
    fans: quirks.digits('fans', facts.followers),
    status: quirks.digits('status', { NORMAL: 0, BANNED: 1, CLOSED: 2 }[facts.status]),
    shopId: quirks.digits('shopId', facts.shop === null ? null : idOf('shop', facts.shop)),
    shopName: quirks.text('shopName', facts.shop === null ? null : shopName(world, facts.shop)),
  };
}

/** A video with its author and at most three items; counters are one hour old, the only source is SD. */
export function legacyVideo(world: World, video: number, share: number): LegacyRecord {
  const id = idOf('video', video);
  const quirks = new Quirks(world.chance, share, id);
  const items = videoItems(world, video);
  const leaf = videoLeaf(world, video, items);
  const author = videoAuthor(world, video);
  const size = videoSize(world, video);
  const state = videoState(world, video);
  const counters = countersAt(world, video, world.now() - HOUR);
  const playable = state.status === 'NORMAL' && state.auditStatus === 'PASS' && state.visibility === 'PUBLIC';
  return {
    contentId: quirks.digits('contentId', id),
    contentType: quirks.digits('contentType', 1),
    title: escaped(videoTitle(world, video, leaf, items[0])),
    cover: schemeless(recordPicture(world, 'cover', video)),
    width: quirks.digits('width', size.width),
    height: quirks.digits('height', size.height),
    videoUrl: schemeless(sdUrl(video)),
    duration: quirks.digits('duration', (videoDurationMs(world, video) / 1_000).toFixed(1)),
    status: quirks.digits('status', playable ? 1 : 0),
    publishTime: chinaTime(state.publishAt),
    accountId: quirks.digits('accountId', author === null ? null : idOf('account', author)),
    category: leaf.path,
    tags: videoTags(world, video, leaf).join(','),
    playCnt: quirks.digits('playCnt', counters.play),
    likeCnt: quirks.digits('likeCnt', counters.like),
    commentCnt: quirks.digits('commentCnt', counters.comment),
    shareCnt: quirks.digits('shareCnt', counters.share),
    itemIds: items.map((item) => idOf('item', item)).join(','),
    trackInfo: '',
    author: author === null ? quirks.none('author') : legacyAccount(world, author, share),
    items: quirks.many(
      'items',
      items.slice(0, ITEMS_PER_CARD).map((item) => legacyItem(world, item, share)),
    ),
  };
}
