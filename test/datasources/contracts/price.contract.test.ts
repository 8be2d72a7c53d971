import { money } from '../../../schema/money.js';
import { parseOffer, type Offer } from '../../../datasources/pricing/pricing.contract.js';
import type { FailureClass } from '../../../datasources/chain/outcome.js';
import type { PublicContext } from '../../../datasources/chain/source.js';
import { couponRecord, itemId, priceRecord, promotionRecord, type Wire } from '../../support/records.js';
import { checkRows, NOW, type Row } from './contract-rows.js';

const id = itemId(21);
const clean = priceRecord(id, { coupons: [], promotions: [] }, NOW);
const pricing = {
  listPrice: money(15_000, 'CNY'),
  salePrice: money(9_800, 'CNY'),
  finalPrice: money(9_000, 'CNY'),
  priceLabel: '11.11 price',
  asOf: NOW,
  stale: false,
};

const prices: Record<string, Row<Offer>> = {
  'clean prices pass': { dirt: {}, gives: { pricing } },
  'a list price below the sale price is hidden': {
    dirt: { listCents: 9_799 },
    gives: { pricing: { ...pricing, listPrice: null } },
    counts: ['PR_PRICE'],
  },
  'equal list and sale prices stay': {
    dirt: { listCents: 9_800 },
    gives: { pricing: { ...pricing, listPrice: money(9_800, 'CNY') } },
  },
  'a final price above the sale price is hidden': {
    dirt: { finalCents: 9_801 },
    gives: { pricing: { ...pricing, finalPrice: null } },
    counts: ['PR_PRICE'],
  },
  'zero is no price': { dirt: { saleCents: 0 }, gives: { pricing: null }, counts: ['PR_PRICE'] },
  'no sale price is no pricing': {
    dirt: { saleCents: null },
    gives: { pricing: null },
    counts: ['PR_PRICE'],
  },
  'a list price of zero is hidden': {
    dirt: { listCents: 0 },
    gives: { pricing: { ...pricing, listPrice: null } },
    counts: ['PR_PRICE'],
  },
  'a negative price is refused': { dirt: { saleCents: -1 }, gives: 'SCHEMA', counts: ['PR_PRICE'] },
  'a price above 9,999,999 CNY is refused': {
    dirt: { saleCents: 999_999_901 },
    gives: 'SCHEMA',
    counts: ['PR_PRICE'],
  },
  'a yuan text is refused, never rounded': {
    dirt: { saleCents: '98.00' },
    gives: 'SCHEMA',
    counts: ['PR_UNIT'],
  },
  'a fraction of a cent is refused': { dirt: { saleCents: 98.5 }, gives: 'SCHEMA', counts: ['PR_UNIT'] },
  'another currency is refused': { dirt: { currency: 'USD' }, gives: 'SCHEMA' },
  'ten seconds are not stale': {
    dirt: { asOf: NOW - 10_000 },
    gives: { pricing: { ...pricing, asOf: NOW - 10_000 } },
  },
  'eleven seconds are stale': {
    dirt: { asOf: NOW - 11_000 },
    gives: { pricing: { ...pricing, asOf: NOW - 11_000, stale: true } },
    counts: ['PR_STALE'],
  },
  'a minute is the end': { dirt: { asOf: NOW - 60_001 }, gives: 'TOO_OLD', counts: ['PR_STALE'] },
  'a label too long is none': {
    dirt: { label: 'x'.repeat(13) },
    gives: { pricing: { ...pricing, priceLabel: null } },
  },
};

checkRows(parseOffer, id, clean, prices);

/** How many entries of a list stay: each row below is about one entry. */
interface Kept {
  readonly kept: number;
}

function coupons(record: Wire, key: string, context: PublicContext): Kept | FailureClass {
  const offer = parseOffer(record, key, context);
  return typeof offer === 'string' ? offer : { kept: offer.coupons.length };
}

const coupon = (overrides: Wire): Wire => ({ coupons: [couponRecord(overrides, NOW)] });
const noCoupon = (overrides: Wire): Row<Kept> => ({
  dirt: coupon(overrides),
  gives: { kept: 0 },
  counts: ['PR_COUPON'],
});

checkRows(coupons, id, clean, {
  'a running coupon stays': { dirt: coupon({}), gives: { kept: 1 } },
  'an upcoming coupon stays': { dirt: coupon({ startAt: NOW + 1 }), gives: { kept: 1 } },
  'a coupon over is dropped at its end': noCoupon({ endAt: NOW }),
  'a used-up coupon is dropped': noCoupon({ remaining: 0 }),
  'a coupon of unknown stock stays': { dirt: coupon({ remaining: null }), gives: { kept: 1 } },
  'a coupon for members is dropped': noCoupon({ audience: 'MEMBER' }),
  'a coupon of an unknown audience is dropped': noCoupon({ audience: 'PETS' }),
  'a coupon out of reach of the price is dropped': noCoupon({ thresholdCents: 9_801 }),
  'a coupon at the price stays': { dirt: coupon({ thresholdCents: 9_800 }), gives: { kept: 1 } },
  'a coupon of nothing is dropped': noCoupon({ amountCents: 0 }),
  'a coupon that ends beyond any date is dropped': noCoupon({ endAt: 9e15 }),
  'more than five are dropped': {
    dirt: { coupons: Array.from({ length: 6 }, () => couponRecord({}, NOW)) },
    gives: { kept: 5 },
    counts: ['PR_COUPON'],
  },
  'coupons null are none': { dirt: { coupons: null }, gives: { kept: 0 } },
});

function promotions(record: Wire, key: string, context: PublicContext): Kept | FailureClass {
  const offer = parseOffer(record, key, context);
  return typeof offer === 'string' ? offer : { kept: offer.promotions.length };
}

const promotion = (overrides: Wire): Wire => ({ promotions: [promotionRecord(overrides, NOW)] });
const noPromotion = (overrides: Wire): Row<Kept> => ({
  dirt: promotion(overrides),
  gives: { kept: 0 },
  counts: ['PR_PROMOTION'],
});

checkRows(promotions, id, clean, {
  'a running promotion stays': { dirt: promotion({}), gives: { kept: 1 } },
  'a promotion begins at its moment': { dirt: promotion({ startAt: NOW }), gives: { kept: 1 } },
  'an upcoming promotion is dropped': noPromotion({ startAt: NOW + 1 }),
  'a promotion over is dropped at its end': noPromotion({ endAt: NOW }),
  'a promotion of an unknown kind is dropped': noPromotion({ kind: 'LOTTERY' }),
  'a promotion without title is dropped': noPromotion({ title: ' ' }),
});
