import { defectsIn, type HttpDefect } from '../defect.js';
import { inRecord } from '../support/spoil.js';
import { AUTHORS, PRICES, PRICES_AGAIN } from '../support/scenes.js';

const HOUR_MS = 3_600_000;
const KINDS = ['MERCHANT', 'CREATOR', 'PLATFORM'];

/** Wrong figures, units, words. */
export const MAPPING: readonly HttpDefect[] = [
  ...defectsIn('mapping and units', PRICES, [
    [
      'takes yuan for cents',
      'Product.pricing.salePrice.amount value',
      { PRICING: inRecord(({ saleCents }) => ({ saleCents: Math.round(saleCents / 100) })) },
    ],
    [
      'rounds the price to whole yuan',
      'Product.pricing.salePrice.amount value',
      {
        PRICING: inRecord(({ saleCents }) =>
          saleCents % 100 === 0 ? null : { saleCents: Math.floor(saleCents / 100) * 100 },
        ),
      },
    ],
    [
      'multiplies as floating point and loses a cent',
      'Product.pricing.salePrice.amount value',
      { PRICING: inRecord(({ saleCents }) => ({ saleCents: saleCents - 1 })) },
    ],
    [
      'swaps list price and sale price',
      'Product.pricing.salePrice.amount value',
      {
        PRICING: inRecord(({ listCents, saleCents }) =>
          listCents === saleCents ? null : { listCents: saleCents, saleCents: listCents },
        ),
      },
    ],
    [
      'takes the price after coupons for the price',
      'Product.pricing.salePrice.amount value',
      { PRICING: inRecord(({ finalCents }) => (finalCents === null ? null : { saleCents: finalCents })) },
    ],
    ['says RMB for CNY', 'Product.pricing error-vs-data', { PRICING: inRecord(() => ({ currency: 'RMB' })) }],
    [
      'reads UTC as local time of China',
      'Product.pricing error-vs-data',
      { PRICING: inRecord(({ asOf }) => ({ asOf: asOf - 8 * HOUR_MS })) },
    ],
  ]),
  ...defectsIn('mapping and units', PRICES_AGAIN, [
    [
      'rounds the price after coupons to whole yuan',
      'Product.pricing.finalPrice.amount value',
      {
        PRICING: inRecord(({ finalCents }) =>
          finalCents === null || finalCents % 100 === 0
            ? null
            : { finalCents: Math.floor(finalCents / 100) * 100 },
        ),
      },
    ],
  ]),
  ...defectsIn('mapping and units', AUTHORS, [
    [
      'counts followers in ten thousands',
      'Video.author.followerCount value',
      { ACCOUNTS: inRecord(({ followers }) => ({ followers: Math.trunc(followers / 1e4) })) },
    ],
    [
      'numbers the kinds of accounts from 1',
      'Video.author.kind value',
      { ACCOUNTS: inRecord(({ kind }) => ({ kind: KINDS[(KINDS.indexOf(kind) + 1) % KINDS.length] })) },
    ],
  ]),
];
