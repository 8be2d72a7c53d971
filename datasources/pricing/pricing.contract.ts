import { money } from '../../schema/money.js';
import type { Money } from '../../schema/money.type.js';
import type { ProductPricing } from '../../schema/pricing.type.js';
import type { Coupon } from '../../schema/coupon.type.js';
import type { Promotion } from '../../schema/promotion.type.js';
import type { FailureClass } from '../chain/outcome.js';
import type { PublicContext } from '../chain/source.js';
import { believable } from '../parsing/as-of.js';
import type { JsonRecord } from '../parsing/json.js';
import { RecordReader } from '../parsing/record-reader.js';
import { parseCoupons } from './coupons.contract.js';
import { parsePromotions } from './promotions.contract.js';

/** 9,999,999 CNY: the largest price that the contract knows. */
const MAX_CENTS = 999_999_900;
const STALE_MS = 10_000;
const MAX_AGE_MS = 60_000;
const MAX_LABEL = 12;

/** All that one answer of PRICING says about one item. These fields agree with each other and are never mixed with another answer's. */
export interface Offer {
  /** Null when there is no plausible price now. */
  readonly pricing: ProductPricing | null;
  readonly coupons: readonly Coupon[];
  readonly promotions: readonly Promotion[];
}

interface Prices {
  readonly list: number | null;
  readonly sale: number | null;
  readonly final: number | null;
}

/**
 * Reads a price record: SCHEMA when a price is no integer of cents (PR_UNIT) in its bounds (PR_PRICE), TOO_OLD beyond a minute
 * (PR_STALE).
 */
export function parseOffer(record: JsonRecord, _id: string, context: PublicContext): Offer | FailureClass {
  const read = new RecordReader(record);
  if (['listCents', 'saleCents', 'finalCents'].some((price) => inOtherUnits(read.raw(price))))
    context.report('PR_UNIT');
  const asOf = believable(read.integer('asOf'), context.now);
  const wire: Prices = {
    list: read.integerOrNull('listCents'),
    sale: read.integerOrNull('saleCents'),
    final: read.integerOrNull('finalCents'),
  };
  if (read.faulty || read.raw('currency') !== 'CNY') return 'SCHEMA';
  if (!Object.values(wire).every(inBounds)) {
    context.report('PR_PRICE');
    return 'SCHEMA';
  }
  const age = context.now - asOf;
  if (age > STALE_MS) context.report('PR_STALE');
  if (age > MAX_AGE_MS) return 'TOO_OLD';

  const prices = plausible(wire, context);
  const label = read.text('label');
  return {
    pricing:
      prices.sale === null
        ? null
        : {
            listPrice: cny(prices.list),
            salePrice: money(prices.sale, 'CNY'),
            finalPrice: cny(prices.final),
            priceLabel: label !== null && label.length <= MAX_LABEL ? label : null,
            asOf,
            stale: age > STALE_MS,
          },
    coupons: parseCoupons(read.records('coupons'), prices.sale, context),
    promotions: parsePromotions(read.records('promotions'), context),
  };
}

/** A yuan text or a fraction of a cent: refused rather than rounded. */
const inOtherUnits = (price: unknown): boolean =>
  typeof price === 'string' || (typeof price === 'number' && !Number.isInteger(price));

const inBounds = (cents: number | null): boolean => cents === null || (cents >= 0 && cents <= MAX_CENTS);

/** Hides what no shop would show: zero, a struck-through price below the price, a discount that raises it. */
function plausible({ list, sale, final }: Prices, { report }: PublicContext): Prices {
  const shown = {
    list: list !== null && list > 0 && (sale === null || sale <= list) ? list : null,
    sale: sale !== null && sale > 0 ? sale : null,
    final: final !== null && final > 0 && sale !== null && final <= sale ? final : null,
  };
  if (shown.list !== list || shown.sale !== sale || shown.final !== final || sale === null)
    report('PR_PRICE');
  return shown;
}

const cny = (cents: number | null): Money | null => (cents === null ? null : money(cents, 'CNY'));
