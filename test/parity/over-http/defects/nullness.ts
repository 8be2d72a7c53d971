import { defectsIn, type HttpDefect } from '../defect.js';
import { AUTHORS, PRICES } from '../support/scenes.js';
import { inRecord } from '../support/spoil.js';

/** One way of saying nothing for another. */
export const NULLNESS: readonly HttpDefect[] = [
  ...defectsIn('null-ness', PRICES, [
    [
      'leaves the list price out',
      'Product.pricing.listPrice nullness',
      { PRICING: inRecord(() => ({ listCents: undefined })) },
    ],
    ['says 0 for the price', 'Product.pricing nullness', { PRICING: inRecord(() => ({ saleCents: 0 })) }],
  ]),
  ...defectsIn('null-ness', AUTHORS, [
    [
      'says "" for the avatar',
      'Video.author.avatar nullness',
      { ACCOUNTS: inRecord(() => ({ avatarUrl: '' })) },
    ],
    [
      'says null for the followers',
      'Video.author.followerCount nullness',
      { ACCOUNTS: inRecord(() => ({ followers: null })) },
    ],
    [
      'leaves the shop of a merchant out',
      'Video.author.shop nullness',
      { ACCOUNTS: inRecord(({ shop }) => (shop === null ? null : { shop: undefined })) },
    ],
    ['says "" for the name', 'Video.author error-vs-data', { ACCOUNTS: inRecord(() => ({ name: '' })) }],
  ]),
];
