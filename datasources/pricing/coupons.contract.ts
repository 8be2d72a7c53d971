import { CouponState, type Coupon } from '../../schema/coupon.type.js';
import { globalId } from '../../schema/global-id.js';
import { money } from '../../schema/money.js';
import type { PublicContext } from '../chain/source.js';
import { intOrNull } from '../parsing/count.js';
import type { JsonRecord } from '../parsing/json.js';
import { RecordReader } from '../parsing/record-reader.js';

const MAX_COUPONS = 5;

/**
 * Coupons that every viewer can use now or later. Dropped, each counted (PR_COUPON): over, used up, for other audiences, out
 * of reach of the sale price, malformed.
 */
export function parseCoupons(
  records: readonly JsonRecord[],
  saleCents: number | null,
  context: PublicContext,
): readonly Coupon[] {
  const coupons: Coupon[] = [];
  for (const record of records) {
    const coupon = parseCoupon(record, saleCents, context.now);
    if (coupon && coupons.length < MAX_COUPONS) coupons.push(coupon);
    else context.report('PR_COUPON');
  }
  return coupons;
}

function parseCoupon(record: JsonRecord, saleCents: number | null, now: number): Coupon | null {
  const read = new RecordReader(record);
  const id = read.id('couponId');
  const amount = read.integer('amountCents');
  const threshold = read.integer('thresholdCents');
  const startAt = read.moment('startAt');
  const endAt = read.moment('endAt');
  const remaining = read.integerOrNull('remaining');
  const total = read.integerOrNull('total');
  const usable =
    !read.faulty &&
    read.raw('audience') === 'ALL' &&
    amount > 0 &&
    threshold >= 0 &&
    startAt < endAt &&
    now < endAt &&
    (remaining === null || remaining > 0) &&
    (saleCents === null || threshold <= saleCents);
  if (!usable) return null;
  return {
    id: globalId('Coupon', id),
    amount: money(amount, 'CNY'),
    threshold: money(threshold, 'CNY'),
    startAt,
    endAt,
    state: now < startAt ? CouponState.UPCOMING : CouponState.AVAILABLE,
    remaining: intOrNull(remaining),
    total: intOrNull(total),
  };
}
