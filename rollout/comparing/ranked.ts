import type { RankedItem, RankedPage } from './ranked-page.js';

/** How many of the first are looked at. */
export const OVERLAP_DEPTHS = [5, 10, 20] as const;

/**
 * Share of the first `k` items that both lists have among their first `k`: |A_k ∩ B_k| / k. Lists that end earlier are measured by
 * the longer of the two; two empty ones agree.
 */
export function overlapAt(k: number, a: readonly string[], b: readonly string[]): number {
  const size = Math.min(k, Math.max(a.length, b.length));
  if (size === 0) return 1;
  const others = new Set(b.slice(0, k));
  return new Set(a.slice(0, k).filter((id) => others.has(id))).size / size;
}

/**
 * Kendall's τ-b of the ids that both lists have: 1 in the same order, -1 in the opposite one. Ids stand where they stand first.
 * Null below two common ids: there is no order. Positions have no ties, so τ-b is τ.
 */
export function kendallTau(a: readonly string[], b: readonly string[]): number | null {
  const places = new Map<string, number>();
  for (const [index, id] of b.entries()) if (!places.has(id)) places.set(id, index);
  const ranks = [...new Set(a)].flatMap((id) => places.get(id) ?? []);
  if (ranks.length < 2) return null;
  let balance = 0;
  ranks.forEach((rank, index) => {
    for (const later of ranks.slice(index + 1)) balance += later > rank ? 1 : -1;
  });
  return balance / ((ranks.length * (ranks.length - 1)) / 2);
}

/** Pins with their places. */
export const pinsOf = ({ items }: RankedPage): ReadonlyMap<string, number> =>
  new Map(items.flatMap(({ id, pinnedAt }) => (pinnedAt === null ? [] : [[id, pinnedAt] as const])));

/** Whether both pages have the same pins at the same places; where one does not tell them, none can be seen to differ. */
export function havePinsInCommon(a: RankedPage, b: RankedPage): boolean {
  if (!a.tellsPins || !b.tellsPins) return true;
  const [pins, others] = [pinsOf(a), pinsOf(b)];
  return pins.size === others.size && [...pins].every(([id, place]) => others.get(id) === place);
}

/** Ids in order. */
export const idsOf = (items: readonly RankedItem[]): readonly string[] => items.map(({ id }) => id);
