import { rawId } from './content-key.js';
import { encodePosition } from './cursor.js';
import { MAX_DEDUPE_KEYS, MAX_DIMS, MAX_UNSERVED } from './cursor.schema.js';
import { writeSession } from './cursor-wire.js';
import type { CursorKey, CursorPosition, CursorSession } from './cursor.types.js';
import type { MixedItem, MixInput, MixOutput } from './mix.types.js';
import { extendTail } from './next-state.js';
import { occurrenceId } from './occurrences.js';

/** How far a lower tier's list was read. */
export interface ListProgress {
  legacyPage: number | null;
  snapshotIndex: number;
}

/** A mixed page and what its cursors hold beyond it. */
export interface CursorPage {
  session: CursorSession;
  input: MixInput;
  output: MixOutput;
  /** For edges before the last: the list is read again and what was served is dropped. */
  progressBefore: ListProgress;
  /** For the last edge. */
  progressAfter: ListProgress;
}

/**
 * The ids that go back to the algorithm after each edge: its items behind that edge, then those no page showed. Pins come
 * back by their slots; lower tiers never lead back to the algorithm.
 */
function unservedIds({ input, output }: CursorPage): (index: number) => string[] {
  if ((input.listSource ?? 'ALGORITHM') !== 'ALGORITHM') return () => [];
  const ranked = new Set(input.algorithm.map(({ key }) => key));
  const canReturn = ({ key, source }: MixedItem): boolean =>
    source === 'ALGORITHM' || (source === 'EXPOSURE_RELAXED' && ranked.has(key));
  return (index) => {
    const behind = output.items.slice(index + 1).filter(canReturn);
    const left = [...behind.map(({ key }) => key), ...output.unserved];
    return left.slice(0, MAX_UNSERVED).map(rawId);
  };
}

function positionOf(occurrence: string): number {
  return Number(occurrence.slice(occurrence.lastIndexOf('@') + 1));
}

/**
 * Cursors of a page by index of the edge: each resumes right after its edge, as if the page had ended there. Made when asked
 * for, and once, because few clients select them all.
 */
export function edgeCursors(page: CursorPage, keys: readonly CursorKey[]): (index: number) => string {
  const { input, output } = page;
  const { items } = output;
  const sessionJson = writeSession(page.session);
  const served = [...input.served];
  const pageTail = output.next.tail.slice(output.next.tail.length - items.length);
  const unservedAfter = unservedIds(page);
  const made = new Map<number, string>();

  const earlyAfter = (index: number, offset: number): string[] => {
    const moved = items.slice(0, index + 1).filter(({ position, wanted }) => position !== wanted);
    const early = [...input.early, ...moved.map(({ slotId, wanted }) => occurrenceId(slotId ?? '', wanted))];
    return early.filter((occurrence) => positionOf(occurrence) >= offset);
  };
  const positionAfter = (index: number): CursorPosition => {
    const pageServed = pageTail.slice(0, index + 1);
    const tail = extendTail(input.tail, pageServed);
    const offset = input.query.offset + index + 1;
    return {
      offset,
      ...(index === items.length - 1 ? page.progressAfter : page.progressBefore),
      served: [...served, ...pageServed.map(({ key }) => key)],
      dims: tail.slice(-MAX_DIMS).map(({ dims }) => dims),
      dedupeKeys: tail.slice(-MAX_DEDUPE_KEYS).map(({ dedupeKey }) => dedupeKey),
      unservedIds: unservedAfter(index),
      early: earlyAfter(index, offset),
    };
  };

  return (index) => {
    const known = made.get(index);
    if (known !== undefined) return known;
    const text = encodePosition(sessionJson, positionAfter(index), keys);
    made.set(index, text);
    return text;
  };
}
