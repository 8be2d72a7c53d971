import type { ReasonCode } from '../schema/reason-codes.js';
import type { DropCounts } from './mix.types.js';

/** Counts one action of the boundary check `code`. */
export function countDrop(drops: DropCounts, code: ReasonCode): void {
  drops[code] = (drops[code] ?? 0) + 1;
}
