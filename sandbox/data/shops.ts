import { ROOTS, rootOfShop } from './categories.js';
import { stream } from './chance.js';
import { idOf } from './ids.js';
import { recordPicture } from './media.js';
import type { World } from './world.js';

/** A shop on the wire, as CATALOG and ACCOUNTS embed it and `/shops:batchGet` answers it. */
export interface ShopRecord {
  readonly shopId: string;
  readonly name: string;
  readonly kind: 'TMALL' | 'TAOBAO' | 'OTHER';
  readonly logoUrl: string | null;
  readonly url: string;
}

const FIRST = [
  'Linen',
  'Harbour',
  'North',
  'Willow',
  'Copper',
  'Moon',
  'Little',
  'Old Town',
  'Bright',
  'River',
  'Maple',
  'Cloud',
];
const SECOND = [
  'House',
  'Lane',
  'Studio',
  'Workshop',
  'Store',
  'Garden',
  'Works',
  'Corner',
  'Atelier',
  'Market',
  'Supply',
  'Room',
];

const first = stream('shop.first');
const second = stream('shop.second');
const kind = stream('shop.kind');
const logo = stream('shop.logo');

/** Name of a shop, after what it trades in. */
export function shopName(world: World, shop: number): string {
  const trade = ROOTS[rootOfShop(world.chance, shop)]?.name ?? '';
  return `${world.chance.pick(FIRST, first, shop)} ${world.chance.pick(SECOND, second, shop)} ${trade}`;
}

/** The shop with an ordinal of 1..3000. */
export function shopRecord(world: World, shop: number): ShopRecord {
  const draw = world.chance.unit(kind, shop);
  return {
    shopId: idOf('shop', shop),
    name: shopName(world, shop),
    kind: draw < 0.35 ? 'TMALL' : draw < 0.95 ? 'TAOBAO' : 'OTHER',
    logoUrl: world.chance.happens(0.1, logo, shop) ? null : recordPicture(world, 'logo', shop),
    url: `https://shop.sandbox.test/${idOf('shop', shop)}`,
  };
}
