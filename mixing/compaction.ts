import type { MixedItem, TailEntry } from './mix.types.js';
import { occurrenceId } from './occurrences.js';
import type { PageDraft } from './page-draft.js';

/** The page without holes. */
export interface CompactPage {
  items: MixedItem[];
  /** Hashes of the items, in order. */
  hashes: TailEntry[];
  /** Occurrences that moved up and must not be delivered again at their own position. */
  movedUp: string[];
}

/** Closes the holes that are left where candidates ran out before a pin: the pins behind move up, and each move is noted. */
export function compact(draft: PageDraft): CompactPage {
  const page: CompactPage = { items: [], hashes: [], movedUp: [] };
  for (let wanted = draft.range.start; wanted < draft.range.end; wanted++) {
    const placed = draft.at(wanted);
    if (placed === undefined) continue;
    const { key, source, slotId, creativeId, trace, hashes } = placed;
    const position = draft.range.start + page.items.length;
    page.items.push({ key, position, wanted, source, slotId, creativeId, trace });
    page.hashes.push(hashes);
    // Everything before a TOP or entry pin is pinned too, so that only exact occurrences ever move.
    if (position !== wanted && slotId !== null) {
      draft.notes.push({ code: 'SLOT_DISPLACED', slotId, from: wanted, to: position });
      page.movedUp.push(occurrenceId(slotId, wanted));
    }
  }
  return page;
}
