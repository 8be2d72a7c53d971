import type { MixInput } from './mix.types.js';
import type { PageDraft } from './page-draft.js';
import { exactPositions } from './placements.js';
import { SlotDeck } from './slot-deck.js';

/** TOP lists fill the head of the session up to this position, exclusive. */
export const TOP_LIMIT = 10;

/** One claim of a slot on this page. `position` null: a TOP list, which takes the lowest free positions. */
export interface Occurrence {
  deck: SlotDeck;
  position: number | null;
}

/** The name under which an exact occurrence is remembered as delivered early. */
export function occurrenceId(slotId: string, position: number): string {
  return `${slotId}@${position}`;
}

/** Priority descending, exact kinds before TOP, position ascending, slot id ascending by code unit. */
function inTotalOrder(a: Occurrence, b: Occurrence): number {
  const byPriority = b.deck.slot.priority - a.deck.slot.priority;
  if (byPriority !== 0) return byPriority;
  if (a.position !== b.position) return (a.position ?? Infinity) - (b.position ?? Infinity);
  return a.deck.slot.id < b.deck.slot.id ? -1 : 1;
}

/** Every claim of an enabled slot on this page that was not delivered early, in the total order of slots. */
export function occurrencesOnPage(input: MixInput, draft: PageDraft): Occurrence[] {
  const occurrences: Occurrence[] = [];
  const { range } = draft;
  for (const slot of input.slots) {
    if (!slot.enabled) continue;
    const deck = new SlotDeck(slot, input, draft);
    if (slot.placement.kind === 'TOP' && range.start < TOP_LIMIT) occurrences.push({ deck, position: null });
    for (const position of exactPositions(slot, range, input.query.sessionId)) {
      if (!input.early.has(occurrenceId(slot.id, position))) occurrences.push({ deck, position });
    }
  }
  return occurrences.sort(inTotalOrder);
}
