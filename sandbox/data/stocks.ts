import { stream } from './chance.js';
import type { World } from './world.js';

const units = stream('stock.units');

/** Pieces in stock: 0 for 3 % (dirty data), 1 to 9 for 8 %, else plenty. */
export function unitsInStock(world: World, item: number): number {
  const draw = world.chance.unit(units, item);
  if (draw < 0.03) return world.settings.dirty ? 0 : 200;
  return draw < 0.11
    ? 1 + world.chance.below(9, units, item, 1)
    : 10 + world.chance.below(990, units, item, 1);
}
