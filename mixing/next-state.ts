import type { CompactPage } from './compaction.js';
import type { MixInput, NextState, TailEntry } from './mix.types.js';

/** How many served items the next page remembers with their hashes. */
export const TAIL_LIMIT = 50;

/** The last items served after a page, oldest first. */
export function extendTail(tail: readonly TailEntry[], page: readonly TailEntry[]): TailEntry[] {
  return [...tail, ...page].slice(-TAIL_LIMIT);
}

/** What the next page of the session starts from. */
export function nextState({ query, served, tail, early }: MixInput, page: CompactPage): NextState {
  return {
    offset: query.offset + page.items.length,
    served: new Set([...served, ...page.hashes.map(({ key }) => key)]),
    tail: extendTail(tail, page.hashes),
    early: new Set([...early, ...page.movedUp]),
  };
}
