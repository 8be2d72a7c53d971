import { defectsIn, type HttpDefect } from '../defect.js';
import { A_PAGE } from '../support/looks.js';
import { COUPONS, FEED, PROMOTIONS } from '../support/scenes.js';
import { inAnswer, inList } from '../support/spoil.js';

/** Members too many, too few, in another order. */
export const LISTS: readonly HttpDefect[] = [
  ...defectsIn('lists', COUPONS, [
    [
      'cuts the last coupon off',
      'Product.coupons[] missing',
      { PRICING: inList('coupons', 1, (list) => list.slice(0, -1)) },
    ],
    [
      'lists a coupon twice',
      'Product.coupons[] extra',
      { PRICING: inList('coupons', 1, (list) => [...list, list[0]]) },
    ],
    [
      'turns the order round',
      'Product.coupons order',
      { PRICING: inList('coupons', 2, (list) => list.toReversed()) },
    ],
    ['says null for the coupons', 'Product.coupons count', { PRICING: inList('coupons', 1, () => null) }],
  ]),
  ...defectsIn('lists', PROMOTIONS, [
    [
      "appends another product's promotion",
      'Product.promotions[] extra',
      {
        PRICING: inList('promotions', 1, (list) => [...list, { ...list[0], promotionId: '7' }]),
      },
    ],
    [
      'keeps the first promotion only',
      'Product.promotions count',
      { PRICING: inList('promotions', 2, (list) => list.slice(0, 1)) },
    ],
  ]),
  ...defectsIn('lists', FEED, [
    [
      'ranks the worst first',
      'Query.feed.items order',
      {
        ALGORITHM: inAnswer(({ items }) => ({
          items: [...items.slice(0, A_PAGE).toReversed(), ...items.slice(A_PAGE)],
        })),
      },
    ],
    [
      'cuts the list off in the middle',
      'Query.feed.items[] missing',
      { ALGORITHM: inAnswer(({ items }) => ({ items: items.slice(0, A_PAGE / 2) })) },
    ],
  ]),
];
