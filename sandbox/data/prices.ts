import { stream } from './chance.js';
import { clamp, logNormal, normal } from './distributions.js';
import type { Cents, Ms } from './ids.js';
import type { World } from './world.js';
import { HOUR } from './world.js';

/** List and sale price of an item at one instant; null where the price store has none. */
export interface PriceFacts {
  readonly listCents: Cents | null;
  readonly saleCents: Cents | null;
}

const LIST = { median: 7_900, sigma: 0.9 };
const ENDINGS: readonly Cents[] = [0, 90, 80];
/** A flash sale runs for the first half of every such period. */
const FLASH_PERIOD: Ms = 2 * HOUR;

const list = stream('price.list');
const ending = stream('price.ending');
const discount = stream('price.discount');
const flash = stream('price.flash');
const dirt = stream('price.dirt');

/** List price: lognormal, median 79 CNY, 5.90 to 4,999, ending in .00, .90 or .80. */
function listPrice(world: World, item: number): Cents {
  const raw = logNormal(LIST, normal(world.chance, list, item));
  const cents = Math.floor(raw / 100) * 100 + world.chance.pick(ENDINGS, ending, item);
  return clamp(cents, 590, 499_900);
}

/** Running flash sale of an item, for the 5 % that have one; its edges do not fall on full minutes. */
export function flashSale(world: World, item: number, at: Ms): { startAt: Ms; endAt: Ms } | null {
  if (!world.chance.happens(0.05, flash, item)) return null;
  const phase = world.chance.below(FLASH_PERIOD, flash, item, 1);
  const startAt = Math.floor((at - phase) / FLASH_PERIOD) * FLASH_PERIOD + phase;
  const endAt = startAt + FLASH_PERIOD / 2;
  return at < endAt ? { startAt, endAt } : null;
}

/** Sale price: 55 to 100 % of the list price, in steps of 0.10; a running flash sale takes a tenth off within that. */
function salePrice(world: World, item: number, listCents: Cents, at: Ms): Cents {
  const share = 0.55 + 0.45 * world.chance.unit(discount, item);
  const reduced = flashSale(world, item, at) ? Math.max(0.55, share - 0.1) : share;
  return Math.min(listCents, Math.ceil((listCents * reduced) / 10) * 10);
}

/** Prices at an instant. Dirty data: 0.5 % have none, 0.1 % an impossible one (zero, above the list price, far too high). */
export function priceFacts(world: World, item: number, at: Ms): PriceFacts {
  const listCents = listPrice(world, item);
  const saleCents = salePrice(world, item, listCents, at);
  if (!world.settings.dirty) return { listCents, saleCents };
  const draw = world.chance.unit(dirt, item);
  if (draw < 0.005) return { listCents: null, saleCents: null };
  if (draw < 0.006) return { listCents, saleCents: [0, listCents * 3, 999_999_900][item % 3] ?? 0 };
  return { listCents, saleCents };
}
