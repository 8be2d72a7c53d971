import { stream } from './chance.js';
import type { Cents, Ms } from './ids.js';
import { idOf } from './ids.js';
import { flashSale } from './prices.js';
import type { World } from './world.js';
import { DAY, floorTo } from './world.js';

/** A public or targeted coupon on the wire. */
export interface CouponRecord {
  readonly couponId: string;
  readonly amountCents: Cents;
  readonly thresholdCents: Cents;
  readonly startAt: Ms;
  readonly endAt: Ms;
  readonly remaining: number | null;
  readonly total: number | null;
  readonly audience: 'ALL' | 'NEW_CUSTOMER' | 'MEMBER';
}

/** A promotion on the wire. */
export interface PromotionRecord {
  readonly promotionId: string;
  readonly kind: 'FLASH_SALE' | 'FULL_REDUCTION' | 'DISCOUNT' | 'GIFT' | 'PRESALE' | 'PLATFORM_EVENT';
  readonly title: string;
  readonly badge: string | null;
  readonly startAt: Ms;
  readonly endAt: Ms;
}

const AMOUNTS: readonly Cents[] = [300, 500, 1_000, 2_000, 3_000, 5_000, 10_000];
const OFFERS = [
  { kind: 'FULL_REDUCTION', title: '30 off every 200', badge: '200-30' },
  { kind: 'DISCOUNT', title: 'Two pieces, 10 % off', badge: '10 % off' },
  { kind: 'GIFT', title: 'Gift with every order', badge: 'Gift' },
  { kind: 'PLATFORM_EVENT', title: 'Shopping festival', badge: '11.11' },
] as const;

const hasCoupon = stream('coupon.has');
const amount = stream('coupon.amount');
const threshold = stream('coupon.threshold');
const length = stream('coupon.days');
const audience = stream('coupon.audience');
const left = stream('coupon.left');
const hasPromotion = stream('promotion.has');
const promotionDays = stream('promotion.days');
const offer = stream('promotion.offer');

/** A window of 1..7 whole days that contains `at`: it moves on with the clock, so that offers never run out. */
function runningDays(world: World, source: typeof length, item: number, at: Ms): { startAt: Ms; endAt: Ms } {
  const days = 1 + world.chance.below(7, source, item);
  const startAt = floorTo(DAY, at) - world.chance.below(days, source, item, 1) * DAY;
  return { startAt, endAt: startAt + days * DAY };
}

/** Coupons of an item: one for 30 % of them, preferably one that its sale price can use. */
export function couponsOf(world: World, item: number, saleCents: Cents, at: Ms): CouponRecord[] {
  const { chance } = world;
  if (!chance.happens(0.3, hasCoupon, item)) return [];
  const factor = 3 + chance.below(3, threshold, item);
  const usable = AMOUNTS.filter((cents) => cents * factor <= saleCents);
  const amountCents = chance.pick(usable.length > 0 ? usable : AMOUNTS.slice(0, 1), amount, item);
  const draw = chance.unit(audience, item);
  const total = 1_000 * (1 + chance.below(100, left, item));
  return [
    {
      couponId: idOf('coupon', item),
      amountCents,
      thresholdCents: amountCents * factor,
      ...runningDays(world, length, item, at),
      remaining: 1 + chance.below(total, left, item, 1),
      total,
      audience: draw < 0.85 ? 'ALL' : draw < 0.95 ? 'NEW_CUSTOMER' : 'MEMBER',
    },
  ];
}

/** Promotions of an item: a running flash sale, and another offer for 15 % of the items. */
export function promotionsOf(world: World, item: number, at: Ms): PromotionRecord[] {
  const running: PromotionRecord[] = [];
  const promotionId = idOf('promotion', item);
  const flash = flashSale(world, item, at);
  if (flash)
    running.push({ promotionId, kind: 'FLASH_SALE', title: 'One-hour sale', badge: 'Flash', ...flash });
  if (world.chance.happens(0.15, hasPromotion, item)) {
    const window = runningDays(world, promotionDays, item, at);
    running.push({ promotionId: `${promotionId}1`, ...world.chance.pick(OFFERS, offer, item), ...window });
  }
  return running;
}

/** Sale price less the best coupon that everybody may use now; null when none applies. */
export function finalPrice(saleCents: Cents, coupons: readonly CouponRecord[]): Cents | null {
  const usable = coupons.filter((coupon) => coupon.audience === 'ALL' && coupon.thresholdCents <= saleCents);
  return usable.length === 0 ? null : saleCents - Math.max(...usable.map((coupon) => coupon.amountCents));
}
