import { money } from '../../../schema/money.js';
import type { Author } from '../../../schema/author.type.js';
import type { Coupon } from '../../../schema/coupon.type.js';
import type { Money } from '../../../schema/money.type.js';
import type { ProductPricing } from '../../../schema/pricing.type.js';
import type { Promotion } from '../../../schema/promotion.type.js';
import { defectsAt, inOne, NOT_HERE, type Defect } from './defect.js';

const CHINA_MS = 8 * 60 * 60 * 1000;

type Changed<T> = Readonly<Partial<Record<keyof T, unknown>>>;

const price = (change: (pricing: ProductPricing) => Changed<ProductPricing> | null) =>
  inOne((pricing: ProductPricing | null) => merged(pricing, pricing && change(pricing)));
const person = (change: (author: Author) => Changed<Author> | null) =>
  inOne((author: Author | null) => merged(author, author && change(author)));
const firstOf = <T>(change: (member: T) => Changed<T> | null) =>
  inOne(([first, ...rest]: readonly T[]) => {
    const changed = first === undefined ? null : merged(first, change(first));
    return changed === null || changed === NOT_HERE ? NOT_HERE : [changed, ...rest];
  });

/** Stays an instance of its class. */
const merged = (value: unknown, change: object | null): unknown =>
  change === null
    ? NOT_HERE
    : Object.assign(Object.create(Object.getPrototypeOf(value) as object | null) as object, value, change);

const cents = ({ amount }: Money): number => Math.round(Number(amount) * 100);
const cny = (value: number): Money => money(Math.round(value), 'CNY');

/** Wrong figures, units, names. */
export const MAPPING: readonly Defect[] = [
  ...defectsAt('mapping and units', 'Product.pricing', [
    [
      'takes yuan for cents',
      'Product.pricing.salePrice.amount value',
      price(({ salePrice }) => ({ salePrice: cny(cents(salePrice) / 100) })),
    ],
    [
      'rounds the final price to whole yuan',
      'Product.pricing.finalPrice.amount value',
      price(({ finalPrice }) =>
        finalPrice && cents(finalPrice) % 100 !== 0
          ? { finalPrice: cny(Math.round(cents(finalPrice) / 100) * 100) }
          : null,
      ),
    ],
    [
      'multiplies as floating point and loses a cent',
      'Product.pricing.salePrice.amount value',
      price(({ salePrice }) => ({ salePrice: cny(cents(salePrice) - 1) })),
    ],
    [
      'swaps list price and sale price',
      'Product.pricing.listPrice.amount value',
      price(({ listPrice, salePrice }) => listPrice && { listPrice: salePrice, salePrice: listPrice }),
    ],
    [
      'says RMB for CNY',
      'Product.pricing.salePrice.currencyCode value',
      price(({ salePrice }) => ({ salePrice: { ...salePrice, currencyCode: 'RMB' } })),
    ],
    [
      'sends the amount as a number',
      'Product.pricing.salePrice.amount type',
      price(({ salePrice }) => ({ salePrice: { ...salePrice, amount: Number(salePrice.amount) } })),
    ],
    [
      'reads local time of China as UTC',
      'Product.pricing.asOf value',
      price(({ asOf }) => ({ asOf: asOf + CHINA_MS })),
    ],
  ]),
  ...defectsAt('mapping and units', 'Video.author', [
    [
      'counts followers in ten thousands',
      'Video.author.followerCount value',
      person(({ followerCount }) =>
        followerCount === null ? null : { followerCount: Math.trunc(followerCount / 1e4) },
      ),
    ],
  ]),
  ...defectsAt('mapping and units', 'Product.coupons', [
    [
      "swaps a coupon's amount and threshold",
      'Product.coupons[].amount.amount value',
      firstOf(({ amount, threshold }: Coupon) => ({ amount: threshold, threshold: amount })),
    ],
  ]),
  ...defectsAt('mapping and units', 'Product.promotions', [
    [
      'sends the start in seconds',
      'Product.promotions[].startAt value',
      firstOf(({ startAt }: Promotion) => ({ startAt: startAt / 1000 })),
    ],
  ]),
];

/** One way of saying nothing for another. */
export const NULLNESS: readonly Defect[] = [
  ...defectsAt('null-ness', 'Product.pricing', [
    [
      'says 0.00 for no final price',
      'Product.pricing.finalPrice nullness',
      price(({ finalPrice }) => (finalPrice ? null : { finalPrice: cny(0) })),
    ],
    [
      'repeats the sale price for no list price',
      'Product.pricing.listPrice nullness',
      price(({ listPrice, salePrice }) => (listPrice ? null : { listPrice: salePrice })),
    ],
    [
      'says "" for no label',
      'Product.pricing.priceLabel nullness',
      price(({ priceLabel }) => (priceLabel === null ? { priceLabel: '' } : null)),
    ],
  ]),
  ...defectsAt('null-ness', 'Video.author', [
    [
      'leaves the avatar out',
      'Video.author.avatar missing',
      person(({ avatar }) => (avatar ? { avatar: undefined } : null)),
    ],
    [
      'says 0 for unknown followers',
      'Video.author.followerCount nullness',
      person(({ followerCount }) => (followerCount === null ? { followerCount: 0 } : null)),
    ],
  ]),
  ...defectsAt('null-ness', 'Product.coupons', [
    [
      'says 0 for an unlimited coupon',
      'Product.coupons[].remaining nullness',
      firstOf(({ remaining }: Coupon) => (remaining === null ? { remaining: 0 } : null)),
    ],
  ]),
];

/** What is of somebody else, or counted wrongly. */
export const PRIVACY: readonly Defect[] = [
  ...defectsAt('privacy and tracking', 'Video.author', [
    [
      'carries the relation of another viewer',
      'Video.author.viewer extra',
      person(() => ({ viewer: { following: true } })),
    ],
    [
      "puts the viewer's token into an address",
      'Video.author.avatar.url value',
      person(({ avatar }) => avatar && { avatar: { ...avatar, url: `${avatar.url}&token=s3cr3t` } }),
    ],
  ]),
  ...defectsAt('privacy and tracking', 'FeedEdge.tracking', [
    [
      'counts positions from 0',
      'FeedEdge.tracking.spm value',
      inOne((track) => ({
        ...track,
        spm: track.spm.replace(/\d+$/, (digits) => String(Number(digits) - 1)),
      })),
    ],
    [
      'sends the account along',
      'FeedEdge.tracking.args.uid extra',
      inOne((track) => ({ ...track, args: { ...track.args, uid: '900001' } })),
    ],
  ]),
];
