/**
 * Records of the stand-in, derived from their ids alone: no dirt, nothing that is filtered, so that every contestant shows all of
 * them. Videos name no author: the page then takes four calls, and a contestant that asks for more is seen.
 */

const PUBLISHED_AT = 1_573_387_200_000;
const CATEGORIES = 97;
/** Products of every video. */
export const PRODUCTS_PER_VIDEO = 3;

const idAt = (base: number, index: number): string => String(base + index);
const indexOf = (id: string): number => Number(id.slice(-9));

/** Id of the n-th video. */
export const videoId = (index: number): string => idAt(610_000_000_000, index);

/** Id of the n-th item; those of a video follow one another. */
export const itemId = (index: number): string => idAt(720_000_000_000, index);

const category = (index: number) => ({
  categoryPath: `16_${1_600 + (index % CATEGORIES)}`,
  categoryName: `Category ${index % CATEGORIES}`,
});

/** CONTENT: a playable video. `now` in epoch ms dates its counters. */
export function videoRecord(id: string, now: number) {
  const index = indexOf(id);
  return {
    videoId: id,
    title: `Three ways to fold shirt number ${index}`,
    coverUrl: `https://img.bench.example/c/${id}.jpg`,
    width: 720,
    height: 1_280,
    durationMs: 15_000 + (index % 40) * 500,
    status: 'NORMAL',
    auditStatus: 'PASS',
    visibility: 'PUBLIC',
    publishAt: PUBLISHED_AT + index * 1_000,
    expireAt: null,
    sources: [
      {
        definition: 'HD',
        url: `https://video.bench.example/v/${id}-hd.mp4`,
        format: 'mp4',
        bitrateKbps: 1_800,
        sizeBytes: 3_870_000,
        expiresAt: null,
      },
    ],
    authorId: null,
    shopId: null,
    ...category(index),
    tags: ['home', 'linen'],
    products: Array.from({ length: PRODUCTS_PER_VIDEO }, (_, place) => ({
      itemId: itemId(index * PRODUCTS_PER_VIDEO + place),
      anchorMs: 1_000 * (place + 1),
    })),
    fingerprint: index.toString(16).padStart(16, '0'),
    counters: { play: 123_456 + index, like: 3_950 + index, comment: 198, share: 7, asOf: now - 1_000 },
  };
}

/** CATALOG: an item on sale everywhere, in its shop. */
export function itemRecord(id: string) {
  const index = indexOf(id);
  const shop = Math.floor(index / PRODUCTS_PER_VIDEO) % 500;
  return {
    itemId: id,
    title: `Linen shirt, loose fit, colour ${index}`,
    shortTitle: `Linen shirt ${index}`,
    imageUrl: `https://img.bench.example/i/${id}.jpg`,
    status: 'ON_SALE',
    restricted: false,
    regions: null,
    ...category(index),
    spuId: idAt(990_000_000_000, index),
    detailUrl: `https://item.bench.example/${id}`,
    sold30d: 500 + (index % 1_000),
    shop: {
      shopId: idAt(330_000_000_000, shop),
      name: `Linen House ${shop}`,
      kind: 'TMALL',
      logoUrl: null,
      url: `https://shop.bench.example/${shop}`,
    },
  };
}

/** Id of the n-th account. */
export const accountId = (index: number): string => idAt(220_000_000_000, index);

/** PRICING: on sale, without coupons and promotions. `now` in epoch ms is when it is so. */
export function priceRecord(id: string, now: number) {
  const saleCents = 1_000 + (indexOf(id) % 9_000);
  return {
    itemId: id,
    currency: 'CNY',
    listCents: saleCents + 2_000,
    saleCents,
    finalCents: null,
    label: null,
    promotions: [],
    coupons: [],
    asOf: now,
  };
}

/** ACCOUNTS: an author with a shop. */
export function accountRecord(id: string) {
  const index = indexOf(id);
  return {
    accountId: id,
    kind: 'MERCHANT',
    name: `Account ${index}`,
    avatarUrl: `https://img.bench.example/a/${id}.jpg`,
    verified: index % 2 === 0,
    followers: 1_000 + index,
    status: 'NORMAL',
    shop: null,
  };
}

/** A record of CONTENT. */
export type VideoRecord = ReturnType<typeof videoRecord>;
/** A record of CATALOG. */
export type ItemRecord = ReturnType<typeof itemRecord>;
