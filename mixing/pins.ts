import { hashContent } from './content-hash.js';
import { type Key, keyProblem, typeOfKey } from './content-key.js';
import { countDrop } from './drops.js';
import { eligibleFacts } from './eligibility.js';
import type { MixInput } from './mix.types.js';
import { occurrencesOnPage, TOP_LIMIT } from './occurrences.js';
import type { PageDraft, PlacedItem } from './page-draft.js';
import type { SlotDeck } from './slot-deck.js';

/** How many contents a client may ask for: more would be a way to make upstreams work. */
export const MAX_ENTRY = 5;

function entryItem(key: Key, input: MixInput, draft: PageDraft): PlacedItem | null {
  const facts = eligibleFacts(key, input.facts);
  if (keyProblem(key) !== null || typeOfKey(key) !== 'VIDEO' || facts === null) return null;
  if (draft.find(key) !== undefined) return null;
  const hashes = hashContent(key, facts);
  if (input.served.has(hashes.key) || !draft.admits(hashes)) return null;
  return { key, source: 'ENTRY', slotId: null, creativeId: null, trace: null, hashes };
}

/** Places what the client asked for at the head of page one; what cannot be shown is passed over and counted. */
function claimEntry(input: MixInput, draft: PageDraft): void {
  if (input.query.offset !== 0) return;
  input.entry.forEach((key, index) => {
    const item = index < MAX_ENTRY ? entryItem(key, input, draft) : null;
    const position = draft.lowestUnclaimed(TOP_LIMIT);
    if (item === null) countDrop(draft.drops, 'RQ_ENTRY');
    else if (position !== null) draft.place(position, item);
  });
}

function release(deck: SlotDeck, position: number | null, draft: PageDraft): void {
  draft.notes.push({ code: 'SLOT_RELEASED', slotId: deck.slot.id, position });
  if (deck.isEmpty) countDrop(draft.drops, 'SC_EMPTY');
}

function claimExact(deck: SlotDeck, position: number, draft: PageDraft): void {
  if (draft.at(position) !== undefined) {
    draft.notes.push({ code: 'SLOT_CONFLICT', slotId: deck.slot.id, position });
    countDrop(draft.drops, 'SC_CONFLICT');
    return;
  }
  const item = deck.deal();
  if (item === null) release(deck, position, draft);
  else draft.place(position, item);
}

function claimTop(deck: SlotDeck, draft: PageDraft): void {
  let placed = 0;
  let position = draft.lowestUnclaimed(TOP_LIMIT);
  while (position !== null) {
    const item = deck.dealTop();
    if (item === null) break;
    draft.place(position, item);
    placed++;
    position = draft.lowestUnclaimed(TOP_LIMIT);
  }
  if (placed === 0) release(deck, null, draft);
}

/**
 * Gives every pin its position before anything else is placed: contents the client asked for, then the slots in their total
 * order. Inserting pins one by one into a filled page would let a later one push an earlier one away.
 */
export function claimPins(input: MixInput, draft: PageDraft): void {
  claimEntry(input, draft);
  for (const { deck, position } of occurrencesOnPage(input, draft)) {
    if (position === null) claimTop(deck, draft);
    else claimExact(deck, position, draft);
  }
}
