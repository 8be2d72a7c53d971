import { globalId } from '../../../schema/global-id.js';
import type { Coupon } from '../../../schema/coupon.type.js';
import { NOW, type Item, type Page } from '../support/world.js';
import { defectsAt, inOne, NOT_HERE, type Defect } from './defect.js';

const HOUR_MS = 3_600_000;

/** Changes a list that has at least so many members. */
const listOf = <T>(least: number, change: (list: readonly T[]) => unknown) =>
  inOne((list: readonly T[]) => (list.length < least ? NOT_HERE : change(list)));
const page = (change: (items: readonly Item[]) => readonly Item[]) =>
  inOne(({ items, minCount }: Page) => ({ items: change(items), minCount }));

/** A coupon that is over. */
const over = (coupon: Coupon): Coupon => ({
  ...coupon,
  id: globalId('Coupon', 'over'),
  startAt: NOW - 2 * HOUR_MS,
  endAt: NOW - HOUR_MS,
  state: 'EXPIRED',
});

/** Pins stay where they are, the others move. */
function rankedAnew(items: readonly Item[], ranked: readonly Item[]): readonly Item[] {
  const rest = ranked.filter(({ pinnedAt }) => pinnedAt === null).values();
  return items.flatMap((item) => (item.pinnedAt === null ? (rest.next().value ?? []) : item));
}

const isRanked = ({ pinnedAt }: Item): boolean => pinnedAt === null;
const stranger: Item = {
  id: globalId('VideoCard', 'hidden'),
  source: 'ALGORITHM',
  pinnedAt: null,
  eligible: true,
};

/** Members too many, too few, in another order. */
export const LISTS: readonly Defect[] = [
  ...defectsAt('lists', 'Product.coupons', [
    ['cuts the last coupon off', 'Product.coupons[] missing', listOf(1, (list) => list.slice(0, -1))],
    ['lists a coupon twice', 'Product.coupons[] extra', listOf(1, (list) => [...list, list[0]])],
    ['turns the order round', 'Product.coupons order', listOf(2, (list) => list.toReversed())],
    ['answers with an empty list', 'Product.coupons count', listOf(1, () => [])],
    [
      'says null for no coupons',
      'Product.coupons nullness',
      inOne((list) => (list.length > 0 ? NOT_HERE : null)),
    ],
  ]),
  ...defectsAt('lists', 'Product.promotions', [
    [
      "appends another product's promotion",
      'Product.promotions[] extra',
      listOf(1, (list: readonly object[]) => [...list, { ...list[0], id: globalId('Promotion', 'other') }]),
    ],
    ['keeps the first promotion only', 'Product.promotions count', listOf(2, (list) => list.slice(0, 1))],
  ]),
  ...defectsAt('lists', 'Query.feed', [
    [
      'ranks the worst first',
      'Query.feed.items order',
      page((items) => rankedAnew(items, items.toReversed())),
    ],
  ]),
];

/** What may not be shown, shown; what may, hidden. */
export const ELIGIBILITY: readonly Defect[] = [
  ...defectsAt('eligibility', 'Product.coupons', [
    [
      'keeps coupons that are over',
      'Product.coupons[] extra',
      listOf(1, (list: readonly Coupon[]) => [...list, ...list.slice(0, 1).map(over)]),
    ],
    [
      'hides coupons that are not on yet',
      'Product.coupons[] missing',
      inOne((list) => {
        const kept = list.filter(({ state }) => state !== 'UPCOMING');
        return kept.length < list.length ? kept : NOT_HERE;
      }),
    ],
  ]),
  ...defectsAt('eligibility', 'Product.promotions', [
    [
      'ends a promotion a day early',
      'Product.promotions[] missing',
      inOne((list) => {
        const kept = list.filter(({ endAt }) => endAt - 24 * HOUR_MS > NOW);
        return kept.length < list.length ? kept : NOT_HERE;
      }),
    ],
    [
      'starts a promotion an hour early',
      'Product.promotions[] extra',
      listOf(1, (list: readonly object[]) => [
        ...list,
        { ...list[0], id: globalId('Promotion', 'soon'), startAt: NOW + HOUR_MS / 2 },
      ]),
    ],
  ]),
  ...defectsAt('eligibility', 'Video.author', [
    [
      'takes a closed account for an open one',
      'Video.author.closed value',
      inOne((author) => (author?.closed === true ? { ...author, closed: false } : NOT_HERE)),
    ],
  ]),
  ...defectsAt('eligibility', 'Product.pricing', [
    [
      'prices what is off the shelf',
      'Product.pricing nullness',
      inOne((pricing) =>
        pricing === null ? { salePrice: { amount: '9.90', currencyCode: 'CNY' } } : NOT_HERE,
      ),
    ],
  ]),
  ...defectsAt('eligibility', 'Query.feed', [
    [
      'shows what is not sold in the region',
      'Query.feed.items[].eligible value',
      page((items) => items.map((item, index) => (index === 9 ? { ...item, eligible: false } : item))),
    ],
    [
      'hides a video that may be shown',
      'Query.feed.items[] missing',
      page((items) =>
        rankedAnew(items, [...items.filter((item, index) => index !== 4 || !isRanked(item)), stranger]),
      ),
    ],
  ]),
];

/** Between two pages of one session. */
export const PAGING: readonly Defect[] = defectsAt('paging', 'Query.feed', [
  [
    'begins a page with the last item of the page before',
    'Query.feed.items[] extra',
    ([first, second]) => betweenPages(first, second, (a, b) => [...a.slice(-1), ...b]),
  ],
  [
    'skips an item between pages',
    'Query.feed.items[] missing',
    ([first, second]) => betweenPages(first, second, (_, b) => [...b.slice(1), stranger]),
  ],
  ['makes pages one item short', 'Query.feed.items count', page((items) => items.slice(0, -1))],
  [
    'counts the places of pins from 1',
    'Query.feed.items[].pinnedAt order',
    page((items) =>
      items.map((item) => (item.pinnedAt === null ? item : { ...item, pinnedAt: item.pinnedAt + 1 })),
    ),
  ],
]);

type PageAnswer = { readonly value: Page } | { readonly failed: string } | undefined;

function betweenPages(
  first: PageAnswer,
  second: PageAnswer,
  change: (first: readonly Item[], second: readonly Item[]) => readonly Item[],
) {
  if (!first || !second || !('value' in first) || !('value' in second)) return null;
  const { items, minCount } = second.value;
  const [before, after] = [first.value.items.filter(isRanked), items.filter(isRanked)];
  return [first, { value: { items: rankedAnew(items, change(before, after)), minCount } }];
}
