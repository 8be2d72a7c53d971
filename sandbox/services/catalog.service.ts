import type { Id } from '../data/ids.js';
import { idOf, ordinalOf } from '../data/ids.js';
import type { ItemFacts } from '../data/items.js';
import { itemFacts } from '../data/items.js';
import { recordPicture } from '../data/media.js';
import type { ShopRecord } from '../data/shops.js';
import { shopRecord } from '../data/shops.js';
import type { World } from '../data/world.js';
import { batchRoute } from '../server/batch.js';
import { LATENCY } from '../server/latency.js';
import type { Service } from '../server/route.js';

/** An item on the wire. */
export interface ItemRecord {
  readonly itemId: Id;
  readonly title: string | null;
  readonly shortTitle: string | null;
  readonly imageUrl: string | null;
  readonly status: ItemFacts['status'];
  /** Not allowed in feeds. */
  readonly restricted: boolean;
  /** ISO 3166-2; null = everywhere. */
  readonly regions: readonly string[] | null;
  readonly categoryPath: string | null;
  readonly categoryName: string | null;
  readonly spuId: Id | null;
  readonly detailUrl: string;
  readonly sold30d: number | null;
  readonly shop: ShopRecord | null;
}

/** The item with an ordinal of 1..60000, as CATALOG tells it. */
function itemRecord(world: World, item: number): ItemRecord {
  const facts = itemFacts(world, item);
  return {
    itemId: idOf('item', item),
    title: facts.title,
    shortTitle: facts.shortTitle,
    imageUrl: recordPicture(world, 'item', item),
    status: facts.status,
    restricted: false,
    regions: facts.regions,
    categoryPath: facts.leaf.path,
    categoryName: facts.leaf.name,
    spuId: facts.spuId,
    detailUrl: `https://item.sandbox.test/${idOf('item', item)}`,
    sold30d: facts.sold30d,
    shop: shopRecord(world, facts.shop),
  };
}

/** CATALOG: items by id. */
export function catalogService(world: World): Service {
  const read = (id: Id): ItemRecord | undefined => {
    const item = ordinalOf('item', id);
    return item === null ? undefined : itemRecord(world, item);
  };
  return {
    name: 'CATALOG',
    routes: [batchRoute(world, { path: '/items:batchGet', limit: 40, latency: LATENCY.catalog, read })],
  };
}
