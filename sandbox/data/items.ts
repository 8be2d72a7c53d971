import type { Leaf } from './categories.js';
import { leafOfItem, rootOfShop } from './categories.js';
import { stream } from './chance.js';
import { clamp, logNormal, normal } from './distributions.js';
import { idOf } from './ids.js';
import type { World } from './world.js';

/** What all services know about an item. */
export interface ItemFacts {
  readonly title: string;
  readonly shortTitle: string;
  readonly status: 'ON_SALE' | 'OFF_SHELF' | 'PRESALE';
  /** ISO 3166-2 codes; null = sold everywhere. */
  readonly regions: readonly string[] | null;
  readonly leaf: Leaf;
  readonly spuId: string | null;
  readonly sold30d: number;
  readonly shop: number;
}

/** Items of one shop have consecutive ordinals. */
export const ITEMS_PER_SHOP = 20;
/** Standard products per leaf category: equal ones are sold by several shops. */
const VARIANTS_PER_LEAF = 300;
const SOLD = { median: 300, sigma: 1.5 };
const COAST = ['CN-ZJ', 'CN-SH', 'CN-JS', 'CN-GD'];

const variant = stream('item.variant');
const make = stream('item.make');
const trait = stream('item.trait');
const status = stream('item.status');
const regional = stream('item.regions');
const noSpu = stream('item.no-spu');
const sold = stream('item.sold');

/** Shop that sells an item. */
export function shopOfItem(item: number): number {
  return Math.ceil(item / ITEMS_PER_SHOP);
}

/** Leaf category of an item. */
export function itemLeaf(world: World, item: number): Leaf {
  return leafOfItem(world.chance, item, rootOfShop(world.chance, shopOfItem(item)));
}

function statusOf(world: World, item: number): ItemFacts['status'] {
  const draw = world.chance.unit(status, item);
  if (draw < 0.04) return world.settings.dirty ? 'OFF_SHELF' : 'ON_SALE';
  return draw < 0.045 ? 'PRESALE' : 'ON_SALE';
}

/** Title of an item; items of one standard product share it. */
export function itemTitle(
  world: World,
  item: number,
): { title: string; shortTitle: string; spu: number; leaf: Leaf } {
  const leaf = itemLeaf(world, item);
  const spu = leaf.index * VARIANTS_PER_LEAF + world.chance.below(VARIANTS_PER_LEAF, variant, item) + 1;
  const shortTitle = `${world.chance.pick(leaf.root.makes, make, spu)} ${leaf.product}`;
  return {
    title: `${shortTitle}, ${world.chance.pick(leaf.root.traits, trait, spu)}`,
    shortTitle,
    spu,
    leaf,
  };
}

/** The item with an ordinal of 1..60000. */
export function itemFacts(world: World, item: number): ItemFacts {
  const { title, shortTitle, spu, leaf } = itemTitle(world, item);
  return {
    title,
    shortTitle,
    status: statusOf(world, item),
    regions: world.chance.happens(0.01, regional, item) ? COAST : null,
    leaf,
    spuId: world.chance.happens(0.1, noSpu, item) ? null : idOf('spu', spu),
    sold30d: Math.round(clamp(logNormal(SOLD, normal(world.chance, sold, item)), 0, 2_000_000)),
    shop: shopOfItem(item),
  };
}
