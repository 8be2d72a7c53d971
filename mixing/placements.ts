import { extendFnv1a32, fnv1a32 } from './fnv1a.js';
import type { PageRange } from './page-range.js';
import type { Placement, Slot } from './slot.types.js';

type ExactPlacement = Exclude<Placement, { kind: 'TOP' }>;

function contains(range: PageRange, position: number): boolean {
  return position >= range.start && position < range.end;
}

function intervalPositions(placement: ExactPlacement & { kind: 'INTERVAL' }, range: PageRange): number[] {
  const { start, max } = placement;
  const every = Math.max(1, placement.every);
  const positions: number[] = [];
  const first = Math.max(0, Math.ceil((range.start - start) / every));
  for (let nth = first; nth < max && start + nth * every < range.end; nth++)
    positions.push(start + nth * every);
  return positions;
}

/**
 * Offsets a RANDOM slot occupies inside its span, ascending. They depend on session, slot and placement alone, so that a
 * viewer who pages back and forth finds the slot where it was.
 */
function randomOffsets(sessionId: string, slotId: string, span: number, count: number): number[] {
  const taken = new Set<number>();
  const prefix = fnv1a32(`${sessionId}:${slotId}:`);
  // A count above the span would never find a free offset; published plans cannot hold one.
  for (let k = 0; k < Math.min(count, span); k++) {
    let offset = extendFnv1a32(prefix, String(k)) % span;
    while (taken.has(offset)) offset = (offset + 1) % span;
    taken.add(offset);
  }
  return [...taken].sort((a, b) => a - b);
}

function randomPositions(
  slotId: string,
  { start, span, count }: ExactPlacement & { kind: 'RANDOM' },
  range: PageRange,
  sessionId: string,
): number[] {
  if (start >= range.end || start + span <= range.start) return [];
  const positions = randomOffsets(sessionId, slotId, span, count).map((offset) => start + offset);
  return positions.filter((position) => contains(range, position));
}

/** Positions inside `range` that a FIXED, INTERVAL or RANDOM slot asks for, ascending. A TOP slot has none. */
export function exactPositions(slot: Slot, range: PageRange, sessionId: string): number[] {
  const { placement } = slot;
  switch (placement.kind) {
    case 'FIXED':
      return contains(range, placement.position) ? [placement.position] : [];
    case 'INTERVAL':
      return intervalPositions(placement, range);
    case 'RANDOM':
      return randomPositions(slot.id, placement, range, sessionId);
    case 'TOP':
      return [];
  }
}
