import type { SnapshotEdge } from '../../datasources/snapshot/record.schema.js';
import { ITEM_RULES, type ItemContext } from './item-rules.js';
import type { ItemFault } from './publish-reason.js';

/** An item after all rules. */
export interface TrimmedEdge {
  /** What may be published of it; null: nothing. */
  readonly edge: SnapshotEdge | null;
  /** What was wrong; empty: it is published as it came. */
  readonly faults: readonly ItemFault[];
}

/** Takes out of an item what may not be published. */
export function trimEdge(edge: SnapshotEdge, context: ItemContext): TrimmedEdge {
  const faults: ItemFault[] = [];
  let left: SnapshotEdge | null = edge;
  for (const [fault, rule] of Object.entries(ITEM_RULES)) {
    if (left === null) break;
    const before: SnapshotEdge = left;
    left = rule(before, context);
    if (left !== before) faults.push(fault as ItemFault); // entries() forgets which keys there are
  }
  return { edge: left, faults };
}
