import type { Plain } from './observation.js';

/** One item of a ranked list, as far as ranking goes. */
export interface RankedItem {
  readonly id: string;
  /** Why it is there; two tiers name it differently, so it is not compared. */
  readonly source: string;
  /** Where an operator wants it, counted from the head of this list from 0; null: ranked. */
  readonly pinnedAt: number | null;
  /** False: it may not stand in a feed. */
  readonly eligible: boolean;
}

/** A list whose order is a ranking. */
export interface RankedPage {
  readonly items: readonly RankedItem[];
  /** Fewer are no page. */
  readonly minCount: number;
  /** False: whoever made it does not say which items are pinned. */
  readonly tellsPins: boolean;
}

/** The invariants of a page that an arm broke. */
export type BrokenInvariant = 'duplicate' | 'ineligible' | 'pin' | 'minCount';

/** All of them. */
export const INVARIANTS: readonly BrokenInvariant[] = ['duplicate', 'ineligible', 'pin', 'minCount'];

/** Reads `{ items: [{ id, source, pinnedAt, eligible? }], minCount, tellsPins? }`; null when it is something else. */
export function readRankedPage(value: Plain): RankedPage | null {
  if (!isRecord(value) || !Array.isArray(value['items']) || typeof value['minCount'] !== 'number')
    return null;
  const items = (value['items'] as readonly Plain[]).map(readItem);
  const tellsPins = value['tellsPins'] !== false;
  return items.every((item) => item !== null) ? { items, minCount: value['minCount'], tellsPins } : null;
}

function readItem(item: Plain): RankedItem | null {
  if (!isRecord(item)) return null;
  const { id, source, pinnedAt, eligible } = item;
  if (typeof id !== 'string' || typeof source !== 'string') return null;
  if (pinnedAt !== null && typeof pinnedAt !== 'number') return null;
  return { id, source, pinnedAt, eligible: eligible !== false };
}

const isRecord = (value: Plain): value is Readonly<Record<string, Plain | undefined>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What must hold of every page, whoever ranks it. */
export function brokenInvariants({ items, minCount }: RankedPage): readonly BrokenInvariant[] {
  const broken: Readonly<Record<BrokenInvariant, boolean>> = {
    duplicate: new Set(items.map(({ id }) => id)).size < items.length,
    ineligible: items.some(({ eligible }) => !eligible),
    pin: items.some(({ pinnedAt }, index) => pinnedAt !== null && !isInPlace(pinnedAt, index, items.length)),
    minCount: items.length < minCount,
  };
  return INVARIANTS.filter((name) => broken[name]);
}

/** A list that ends before the place of a pin moves the pin up. */
const isInPlace = (pinnedAt: number, index: number, length: number): boolean =>
  pinnedAt === index || (index < pinnedAt && pinnedAt >= length);
