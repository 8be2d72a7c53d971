import type { Id, Ms } from '../data/ids.js';
import { ordinalOf } from '../data/ids.js';
import { unitsInStock } from '../data/stocks.js';
import type { World } from '../data/world.js';
import { batchRoute } from '../server/batch.js';
import { LATENCY } from '../server/latency.js';
import type { Service } from '../server/route.js';

/** A stock level on the wire. */
export interface StockRecord {
  readonly itemId: Id;
  readonly state: 'IN_STOCK' | 'LOW_STOCK' | 'SOLD_OUT';
  readonly asOf: Ms;
}

/** The stock of an item now, as INVENTORY tells it. */
function stockRecord(world: World, id: Id, item: number): StockRecord {
  const units = unitsInStock(world, item);
  return {
    itemId: id,
    state: units === 0 ? 'SOLD_OUT' : units < 10 ? 'LOW_STOCK' : 'IN_STOCK',
    asOf: world.now(),
  };
}

/** INVENTORY: stock levels by item id. */
export function inventoryService(world: World): Service {
  const read = (id: Id): StockRecord | undefined => {
    const item = ordinalOf('item', id);
    return item === null ? undefined : stockRecord(world, id, item);
  };
  return {
    name: 'INVENTORY',
    routes: [batchRoute(world, { path: '/stocks:batchGet', limit: 100, latency: LATENCY.inventory, read })],
  };
}
