import type { DegradedRow, Origin, Origins } from './sighting.js';

const NAMES: Readonly<Record<string, Origin>> = { legacy: 'legacy', lkg: 'kept', primary: 'kept' };

/**
 * Where the values of all products of an answer came from. What is absent is counted by looking at the products, not by what the
 * answer says of itself; the rest of what it says is degraded came from the source it names.
 */
export function originsOf(total: number, absent: number, row: DegradedRow | undefined): Origins {
  const present = total - absent;
  // a row that names nowhere counts the absent values too
  const replaced = Math.min(present, Math.max(0, (row?.items ?? 0) - (row?.source === null ? absent : 0)));
  const from = NAMES[row?.source ?? ''] ?? 'replaced';
  return {
    ...(present - replaced > 0 && { live: present - replaced }),
    ...(replaced > 0 && { [from]: replaced }),
    ...(absent > 0 && { none: absent }),
  };
}

/** Adds up the counts of several answers. */
export function sumOrigins(many: readonly Origins[]): Origins {
  const sum: Partial<Record<Origin, number>> = {};
  for (const origins of many)
    for (const [origin, count] of Object.entries(origins) as [Origin, number][])
      sum[origin] = (sum[origin] ?? 0) + count;
  return sum;
}
