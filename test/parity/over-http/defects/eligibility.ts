import { RESERVED_VIDEOS } from '../../../../sandbox/data/reserved.js';
import { videoId } from '../../../support/records.js';
import { defectsIn, type HttpDefect } from '../defect.js';
import { AUTHORS, COUPONS, FEED, PINS, PRICES, PROMOTIONS } from '../support/scenes.js';
import { inAnswer, inList, inRecord } from '../support/spoil.js';
import { NOW } from '../support/stage.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const BLOCKED = videoId(RESERVED_VIDEOS.blocked);

/** What may not be shown, shown; what may, hidden; schedules that are off by one. */
export const ELIGIBILITY: readonly HttpDefect[] = [
  ...defectsIn('eligibility', COUPONS, [
    [
      'hides coupons that are not on yet',
      'Product.coupons[] missing',
      { PRICING: inList('coupons', 1, (list) => list.filter(({ startAt }) => startAt <= NOW)) },
    ],
    [
      'ends coupons a day late',
      'Product.coupons[].endAt value',
      {
        PRICING: inList('coupons', 1, (list) => list.map((one) => ({ ...one, endAt: one.endAt + DAY_MS }))),
      },
    ],
  ]),
  ...defectsIn('eligibility', PROMOTIONS, [
    [
      'starts promotions an hour early',
      'Product.promotions[].startAt value',
      {
        PRICING: inList('promotions', 1, (list) =>
          list.map((one) => ({ ...one, startAt: one.startAt - HOUR_MS })),
        ),
      },
    ],
  ]),
  ...defectsIn('eligibility', PRICES, [
    [
      'ends a flash sale an hour early',
      'Product.pricing.salePrice.amount value',
      {
        PRICING: inRecord(({ promotions, saleCents, listCents }) =>
          promotions[0]?.kind === 'FLASH_SALE'
            ? { saleCents: Math.min(listCents, Number(saleCents) + 100) }
            : null,
        ),
      },
    ],
  ]),
  ...defectsIn('eligibility', AUTHORS, [
    [
      'takes a closed account for an open one',
      'Video.author nullness',
      { ACCOUNTS: inRecord(({ status }) => (status === 'CLOSED' ? { status: 'NORMAL' } : null)) },
    ],
  ]),
  ...defectsIn('eligibility', PINS, [
    [
      'takes what is pinned for offline',
      'Query.feed.items[].pinnedAt missing',
      { CONTENT: inRecord(() => ({ status: 'OFFLINE' })) },
    ],
  ]),
  ...defectsIn('eligibility', FEED, [
    [
      'hides a video that may be shown',
      'Query.feed.items[] missing',
      { CONTENT: inRecord(() => ({ status: 'OFFLINE' })) },
    ],
    [
      'shows a video that is blocked',
      'Query.feed.items[] extra',
      {
        ALGORITHM: inAnswer(({ items }) => ({ items: [{ ...items[0], contentId: BLOCKED }, ...items] })),
        CONTENT: inRecord(({ status }) => (status === 'BLOCKED' ? { status: 'NORMAL' } : null)),
      },
    ],
  ]),
];
