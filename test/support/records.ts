/**
 * Records as the upstreams send them, all derived from their id: equal ids give equal records, and everything a default video
 * points to exists. `overrides` replace single properties, by dirt too. `now` (epoch ms) makes what has an age fresh.
 */

/** A wire record; tests put anything into it. */
export type Wire = Record<string, unknown>;

/** Publication time of every default video: 2019-11-10T12:00:00Z. */
export const PUBLISHED_AT = 1_573_387_200_000;
/** Products of a default video. */
export const PRODUCTS_PER_VIDEO = 3;

const idAt = (base: number, index: number): string => String(base + index);
const indexOf = (id: string): number => Number(id.slice(-9));

/** Id of the n-th default video. */
export const videoId = (index: number): string => idAt(610_000_000_000, index);
/** Id of the n-th item; the n-th video has those from 3 n on. */
export const itemId = (index: number): string => idAt(720_000_000_000, index);
/** Id of the n-th account, which published the n-th video and hosts the n-th room. */
export const accountId = (index: number): string => idAt(220_000_000_000, index);
/** Id of the n-th shop, which sells the items of the n-th video. */
export const shopId = (index: number): string => idAt(330_000_000_000, index);
/** Id of the n-th room. */
export const roomId = (index: number): string => idAt(880_000_000_000, index);

/** Ids of the products of a default video, primary first. */
export const itemIdsOf = (video: string): string[] =>
  Array.from({ length: PRODUCTS_PER_VIDEO }, (_, i) => itemId(indexOf(video) * PRODUCTS_PER_VIDEO + i));

const categoryOf = (index: number) => ({
  categoryPath: `16_${1_600 + (index % 97)}`,
  categoryName: `Category ${index % 97}`,
});

/** CONTENT: a playable video with an author, a shop and three products. */
export function videoRecord(id: string, overrides: Wire = {}, now = Date.now()): Wire {
  const index = indexOf(id);
  return {
    videoId: id,
    title: `Video ${index}`,
    coverUrl: `https://img.example.test/c/${id}.jpg`,
    width: 720,
    height: 1_280,
    durationMs: 17_200,
    status: 'NORMAL',
    auditStatus: 'PASS',
    visibility: 'PUBLIC',
    publishAt: PUBLISHED_AT,
    expireAt: null,
    sources: [sourceRecord({ url: `https://video.example.test/v/${id}-hd.mp4` })],
    authorId: accountId(index),
    shopId: shopId(index),
    ...categoryOf(index),
    tags: ['home'],
    products: itemIdsOf(id).map((item, i) => ({ itemId: item, anchorMs: 1_000 * (i + 1) })),
    fingerprint: index.toString(16).padStart(16, '0'),
    counters: { play: 123_456, like: 3_950, comment: 198, share: 7, asOf: now - 60_000 },
    ...overrides,
  };
}

/** One source of a video. */
export const sourceRecord = (overrides: Wire = {}): Wire => ({
  definition: 'HD',
  url: 'https://video.example.test/v/hd.mp4',
  format: 'mp4',
  bitrateKbps: 1_800,
  sizeBytes: 3_870_000,
  expiresAt: null,
  ...overrides,
});

/** CATALOG: an item on sale everywhere, in its shop. */
export function itemRecord(id: string, overrides: Wire = {}): Wire {
  const index = indexOf(id);
  return {
    itemId: id,
    title: `Product ${index}`,
    shortTitle: `P ${index}`,
    imageUrl: `https://img.example.test/i/${id}.jpg`,
    status: 'ON_SALE',
    restricted: false,
    regions: null,
    ...categoryOf(index),
    spuId: idAt(990_000_000_000, index),
    detailUrl: `https://item.example.test/${id}`,
    sold30d: 500,
    shop: shopRecord(shopId(Math.floor(index / PRODUCTS_PER_VIDEO))),
    ...overrides,
  };
}

/** CATALOG and ACCOUNTS: a shop. */
export const shopRecord = (id: string, overrides: Wire = {}): Wire => ({
  shopId: id,
  name: `Shop ${indexOf(id)}`,
  kind: 'TMALL',
  logoUrl: `https://img.example.test/s/${id}.jpg`,
  url: `https://shop.example.test/${id}`,
  ...overrides,
});

/** PRICING: 150.00 struck through, 98.00 now, 90.00 after its one coupon. */
export const priceRecord = (id: string, overrides: Wire = {}, now = Date.now()): Wire => ({
  itemId: id,
  currency: 'CNY',
  listCents: 15_000,
  saleCents: 9_800,
  finalCents: 9_000,
  label: '11.11 price',
  promotions: [promotionRecord({}, now)],
  coupons: [couponRecord({}, now)],
  asOf: now,
  ...overrides,
});

/** A coupon for everybody, running for a day around `now`. */
export const couponRecord = (overrides: Wire = {}, now = Date.now()): Wire => ({
  couponId: '550000000001',
  amountCents: 800,
  thresholdCents: 2_900,
  startAt: now - 43_200_000,
  endAt: now + 43_200_000,
  remaining: 78_000,
  total: 100_000,
  audience: 'ALL',
  ...overrides,
});

/** A promotion, running for a day around `now`. */
export const promotionRecord = (overrides: Wire = {}, now = Date.now()): Wire => ({
  promotionId: '560000000001',
  kind: 'FLASH_SALE',
  title: 'Flash sale',
  badge: 'Flash',
  startAt: now - 43_200_000,
  endAt: now + 43_200_000,
  ...overrides,
});

/** INVENTORY: enough. */
export const stockRecord = (id: string, overrides: Wire = {}, now = Date.now()): Wire => ({
  itemId: id,
  state: 'IN_STOCK',
  asOf: now,
  ...overrides,
});

/** ACCOUNTS: an open merchant with a shop. */
export const accountRecord = (id: string, overrides: Wire = {}): Wire => ({
  accountId: id,
  kind: 'MERCHANT',
  name: `Account ${indexOf(id)}`,
  avatarUrl: `https://img.example.test/a/${id}.jpg`,
  verified: true,
  followers: 123_456,
  status: 'NORMAL',
  shop: shopRecord(shopId(indexOf(id))),
  ...overrides,
});

/** LIVE: a room on air, hosted by the account of its index. */
export const roomRecord = (id: string, overrides: Wire = {}, now = Date.now()): Wire => ({
  roomId: id,
  accountId: accountId(indexOf(id)),
  state: 101,
  title: `Room ${indexOf(id)}`,
  coverUrl: `https://img.example.test/l/${id}.jpg`,
  startAt: now - 3_600_000,
  viewers: 2_310,
  url: `https://live.example.test/${id}`,
  replayUrl: null,
  ...overrides,
});

/** LIVE: the room that an account hosts. */
export const roomRecordOf = (account: string, overrides: Wire = {}, now = Date.now()): Wire =>
  roomRecord(roomId(indexOf(account)), { accountId: account, ...overrides }, now);

/** ENGAGEMENT: a video the viewer neither liked nor saved. */
export const videoStateRecord = (id: string, overrides: Wire = {}): Wire => ({
  videoId: id,
  liked: false,
  favorited: false,
  ...overrides,
});

/** ENGAGEMENT: an author the viewer neither follows nor blocks. */
export const authorStateRecord = (id: string, overrides: Wire = {}): Wire => ({
  accountId: id,
  following: false,
  blocked: false,
  ...overrides,
});

/** ALGORITHM: one recommended content. */
export const recommendedRecord = (contentId: string, position: number, overrides: Wire = {}): Wire => ({
  contentId,
  contentType: 'shortvideo',
  position,
  score: 0.9,
  matchInfo: 'i2i_video',
  trace: `1007.40050.${contentId}`,
  reason: null,
  ...overrides,
});
