import type { Key } from './content-key.js';
import type { MixInput } from './mix.types.js';
import { occurrenceId, TOP_LIMIT } from './occurrences.js';
import { PageDraft } from './page-draft.js';
import { pageRange, type PageRange } from './page-range.js';
import { claimPins } from './pins.js';
import { exactPositions } from './placements.js';
import { isOnAir } from './schedule.js';
import type { Slot } from './slot.types.js';
import { judgeTargeting } from './targeting.js';

/** The part of a mixing input that is known before any content is. */
export type PinQuery = Pick<MixInput, 'query' | 'slots' | 'early'>;

function positionsOnPage(slot: Slot, { query, early }: PinQuery, range: PageRange): number {
  if (slot.placement.kind === 'TOP') {
    const room = Math.max(0, Math.min(range.end, TOP_LIMIT) - range.start);
    const scheduled = slot.creatives.filter((creative) => isOnAir(creative, query.now)).length;
    return Math.min(room, Math.max(scheduled, slot.fallbackCreative === null ? 0 : 1));
  }
  if (slot.fallbackCreative === null && !slot.creatives.some((creative) => isOnAir(creative, query.now)))
    return 0;
  const positions = exactPositions(slot, range, query.sessionId);
  return positions.filter((position) => !early.has(occurrenceId(slot.id, position))).length;
}

/** How many positions of the page slots ask for and have something on air for; the algorithm is asked for the others. */
export function pinnedPositions(input: PinQuery): number {
  const range = pageRange(input.query.offset, input.query.pageSize);
  return input.slots
    .filter(({ enabled }) => enabled)
    .reduce((sum, slot) => sum + positionsOnPage(slot, input, range), 0);
}

/**
 * Contents that slots could place on this page for this viewer, by slot: scheduled creatives strongest first, then the
 * fallback creative. What they are is unknown yet; mixing decides.
 */
export function pinCandidates(input: PinQuery, capped: ReadonlySet<string>): Key[] {
  const { now, viewer, offset, pageSize } = input.query;
  const range = pageRange(offset, pageSize);
  const keys = new Set<Key>();
  for (const slot of input.slots) {
    if (!slot.enabled || positionsOnPage(slot, input, range) === 0) continue;
    const scheduled = slot.creatives.filter(
      (creative) =>
        isOnAir(creative, now) &&
        !capped.has(creative.id) &&
        judgeTargeting(creative.targeting, viewer) === 'MATCH',
    );
    for (const { key } of scheduled.sort((a, b) => b.priority - a.priority)) keys.add(key);
    if (slot.fallbackCreative !== null) keys.add(slot.fallbackCreative.key);
  }
  return [...keys];
}

/** Contents that slots place on any page of the session, so that the algorithm leaves them out. */
export function plannedContents({ query, slots }: PinQuery): Key[] {
  const keys = new Set<Key>();
  for (const { enabled, creatives, fallbackCreative } of slots) {
    if (!enabled) continue;
    for (const creative of creatives) if (isOnAir(creative, query.now)) keys.add(creative.key);
    if (fallbackCreative !== null) keys.add(fallbackCreative.key);
  }
  return [...keys];
}

/** The pins this page will have as far as is known now, so that what stands beside them can be asked for early. */
export function likelyPins(input: MixInput): Key[] {
  const draft = new PageDraft(input);
  claimPins(input, draft);
  return draft.placedKeys();
}
