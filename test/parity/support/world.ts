import { Author } from '../../../schema/author.type.js';
import type { Coupon } from '../../../schema/coupon.type.js';
import { countText } from '../../../schema/display-count.js';
import { globalId } from '../../../schema/global-id.js';
import { money } from '../../../schema/money.js';
import type { ProductPricing } from '../../../schema/pricing.type.js';
import type { Promotion } from '../../../schema/promotion.type.js';
import type { TrackInfo } from '../../../schema/tracking.type.js';
import { between, chanceOf, oneOf } from './chance.js';

/** The frozen now of all requests, epoch ms. */
export const NOW = Date.UTC(2026, 10, 11, 12);
const MINUTE_MS = 60_000;

/** An item of a feed as a ranked list is observed, with its score. */
export interface Item {
  readonly id: string;
  readonly source: string;
  readonly pinnedAt: number | null;
  readonly eligible: boolean;
}

/** A page of a feed as a ranked list is observed. */
export interface Page {
  readonly items: readonly Item[];
  readonly minCount: number;
}

/** What paths answer, by the coordinate that is compared. */
export interface Values {
  'Product.pricing': ProductPricing | null;
  'Product.coupons': readonly Coupon[];
  'Product.promotions': readonly Promotion[];
  'Video.author': Author | null;
  'FeedEdge.tracking': TrackInfo;
  'Query.feed': Page;
}

/** A coordinate that is compared. */
export type Coordinate = keyof Values;

/** What one path answers for one key. */
export type Answer<V> = { readonly value: V } | { readonly failed: string };

/** Keys of one batch, and pages of one session. */
export const BATCH = 4;

type Chance = () => number;

/** What a sound path answers for the keys of one request; the same request is always answered alike. */
export function answersOf<C extends Coordinate>(
  coordinate: C,
  request: number,
): readonly Answer<Values[C]>[] {
  const chance = chanceOf(request * 1_000 + coordinate.length);
  if (coordinate === 'Query.feed') return pages(chance).map((value) => ({ value })) as Answer<Values[C]>[];
  return Array.from({ length: BATCH }, () =>
    chance() < 0.02 ? { failed: 'ITEM_ERROR' } : { value: MAKERS[coordinate](chance) },
  );
}

const MAKERS: { readonly [C in Coordinate]: (chance: Chance) => Values[C] } = {
  'Product.pricing': pricing,
  'Product.coupons': (chance) => Array.from({ length: between(chance, 0, 4) }, () => coupon(chance)),
  'Product.promotions': (chance) => Array.from({ length: between(chance, 0, 3) }, () => promotion(chance)),
  'Video.author': (chance) => (chance() < 0.05 ? null : author(chance)),
  'FeedEdge.tracking': tracking,
  'Query.feed': (chance) => pages(chance)[0] ?? { items: [], minCount: 0 },
};

function pricing(chance: Chance): ProductPricing | null {
  if (chance() < 0.08) return null; // off the shelf
  const sale = between(chance, 199, 99_999);
  const age = between(chance, 0, 20_000);
  return {
    listPrice: chance() < 0.3 ? null : money(sale + between(chance, 1, 9_999), 'CNY'),
    salePrice: money(sale, 'CNY'),
    finalPrice: chance() < 0.3 ? null : money(sale - between(chance, 1, 150), 'CNY'),
    priceLabel: chance() < 0.5 ? null : '11.11 price',
    asOf: NOW - age,
    stale: age > 10_000,
  };
}

function coupon(chance: Chance): Coupon {
  const threshold = between(chance, 2, 50) * 1_000;
  const startAt = NOW + between(chance, -1_000, 500) * MINUTE_MS;
  return {
    id: globalId('Coupon', `c${between(chance, 1, 1e9)}`),
    amount: money(threshold / 10, 'CNY'),
    threshold: money(threshold, 'CNY'),
    startAt,
    endAt: NOW + between(chance, 600, 9_000) * MINUTE_MS,
    state: startAt > NOW ? 'UPCOMING' : 'AVAILABLE',
    remaining: chance() < 0.5 ? null : between(chance, 1, 5_000),
    total: null,
  };
}

function promotion(chance: Chance): Promotion {
  return {
    id: globalId('Promotion', `p${between(chance, 1, 1e9)}`),
    kind: oneOf(chance, ['FLASH_SALE', 'DISCOUNT', 'GIFT']),
    title: `Singles' day ${between(chance, 1, 99)}`,
    badge: chance() < 0.5 ? null : 'Hot',
    startAt: NOW - between(chance, 1, 900) * MINUTE_MS,
    endAt: NOW + between(chance, 1, 900) * MINUTE_MS,
  };
}

function author(chance: Chance): Author {
  const accountId = `a${between(chance, 1, 1e9)}`;
  const followers = chance() < 0.2 ? null : between(chance, 10, 3_000_000);
  return new Author({
    accountId,
    shopId: null,
    closed: chance() < 0.1,
    id: globalId('Author', accountId),
    name: `Shop of ${accountId}`,
    avatar:
      chance() < 0.2
        ? null
        : { url: `https://img.example/${accountId}/face.jpg?w=80`, width: null, height: null },
    kind: oneOf(chance, ['MERCHANT', 'CREATOR']),
    verified: chance() < 0.5,
    followerCount: followers,
    followerCountText: countText(followers),
    shop: null,
  });
}

function tracking(chance: Chance): TrackInfo {
  const position = between(chance, 0, 299);
  return {
    pvid: `pv-${between(chance, 1, 1e9)}`,
    scm: '1007.home.alg.0',
    spm: `a2141.home.feed.${position + 1}`,
    position,
    buckets: `rank#${between(chance, 1, 9)}`,
    algoTrace: `t-${between(chance, 1, 1e9)}`,
    args: { sceneId: 'home', slot: String(between(chance, 1, 5)) },
  };
}

/** Two pages of one session; pins stand at fixed places. */
function pages(chance: Chance): readonly Page[] {
  const ids = new Set<string>();
  while (ids.size < 20) ids.add(globalId('VideoCard', `v${between(chance, 1, 1e9)}`));
  const items = [...ids].map((id, index): Item => {
    const pinnedAt = index % 10 === 2 || index % 10 === 6 ? index % 10 : null;
    return { id, source: pinnedAt === null ? 'ALGORITHM' : 'SLOT', pinnedAt, eligible: true };
  });
  return [
    { items: items.slice(0, 10), minCount: 6 },
    { items: items.slice(10), minCount: 6 },
  ];
}
