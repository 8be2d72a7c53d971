import { stream } from '../data/chance.js';
import type { Cents, Id, Ms } from '../data/ids.js';
import { ordinalOf } from '../data/ids.js';
import type { CouponRecord, PromotionRecord } from '../data/offers.js';
import { couponsOf, finalPrice, promotionsOf } from '../data/offers.js';
import { priceFacts } from '../data/prices.js';
import type { World } from '../data/world.js';
import { batchRoute } from '../server/batch.js';
import { LATENCY } from '../server/latency.js';
import type { Service } from '../server/route.js';
import { invalidArgument } from '../server/service-error.js';

/** A price on the wire. */
export interface PriceRecord {
  readonly itemId: Id;
  readonly currency: 'CNY';
  readonly listCents: Cents | null;
  readonly saleCents: Cents | null;
  /** After the best coupon for everybody; null when none applies. */
  readonly finalCents: Cents | null;
  readonly label: string | null;
  readonly promotions: readonly PromotionRecord[];
  readonly coupons: readonly CouponRecord[];
  readonly asOf: Ms;
}

const LABELS = ['11.11 price', 'Low price', 'Member price', 'New price'];
const label = stream('price.label');

/** The price of an item now, as PRICING tells it. */
function priceRecord(world: World, id: Id, item: number): PriceRecord {
  const now = world.now();
  const { listCents, saleCents } = priceFacts(world, item, now);
  const coupons = saleCents === null ? [] : couponsOf(world, item, saleCents, now);
  return {
    itemId: id,
    currency: 'CNY',
    listCents,
    saleCents,
    finalCents: saleCents === null ? null : finalPrice(saleCents, coupons),
    label: world.chance.happens(0.2, label, item) ? world.chance.pick(LABELS, label, item, 1) : null,
    promotions: promotionsOf(world, item, now),
    coupons,
    asOf: now,
  };
}

/** Region and channel of a price request; the prices of the sandbox do not differ by them. */
function checkSegment(body: Record<string, unknown>): Record<string, unknown> {
  const { region, channel } = body;
  if (
    region !== undefined &&
    region !== null &&
    !(typeof region === 'string' && /^[A-Z]{2}-[A-Z0-9]{1,3}$/.test(region))
  ) {
    throw invalidArgument('region must be ISO 3166-2 or null');
  }
  if (channel !== 'APP' && channel !== 'WEB') throw invalidArgument('channel must be APP or WEB');
  return {};
}

/** PRICING: prices, coupons and promotions by item id. */
export function pricingService(world: World): Service {
  const read = (id: Id): PriceRecord | undefined => {
    const item = ordinalOf('item', id);
    return item === null ? undefined : priceRecord(world, id, item);
  };
  const before = (_: unknown, body: Record<string, unknown>): Record<string, unknown> => checkSegment(body);
  return {
    name: 'PRICING',
    routes: [
      batchRoute(world, { path: '/prices:batchGet', limit: 50, latency: LATENCY.pricing, read, before }),
    ],
  };
}
