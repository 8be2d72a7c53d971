import type { Key } from '../../../mixing/content-key.js';
import { fnv1a32 } from '../../../mixing/fnv1a.js';
import type { MixInput } from '../../../mixing/mix.types.js';
import type { Creative, Slot } from '../../../mixing/slot.types.js';
import { isDistinct, mayBeShown } from './restated-candidates.js';
import { exactOccurrences, isMeantFor, pageEnd, topSlots } from './restated-slots.js';

/** A pin by the letter of the slot rules. */
export interface RestatedPin {
  position: number;
  key: Key;
  /** Null: the client asked for it. */
  creativeId: string | null;
}

function scheduled({ creatives }: Slot, { query, capped }: MixInput): Creative[] {
  return creatives
    .filter(({ startAt, endAt }) => startAt <= query.now && query.now < endAt)
    .filter((creative) => isMeantFor(creative, query.viewer) && !capped.has(creative.id))
    .toSorted((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1));
}

function hadTurn(slot: Slot, input: MixInput): boolean {
  const uncapped = { ...input, capped: new Set<string>() };
  return scheduled(slot, uncapped).some(({ key }) => input.served.has(fnv1a32(key)));
}

/** Pins of a page, claimed one after the other in the total order of slots; conflicts claim nothing. */
export function restatedPins(input: MixInput): RestatedPin[] {
  const pins: RestatedPin[] = [];
  const isFree = (key: Key): boolean =>
    mayBeShown(key, input) &&
    isDistinct(
      key,
      pins.map((pin) => pin.key),
      input,
    );
  const isUsable = (slot: Slot, { key }: Creative): boolean =>
    isFree(key) && !(slot.respectExposure && input.exposed.has(key));
  const head = (): number | undefined =>
    Array.from(
      { length: Math.max(0, Math.min(10, pageEnd(input)) - input.query.offset) },
      (_, index) => input.query.offset + index,
    ).find((position) => pins.every((pin) => pin.position !== position));
  const claim = (position: number | undefined, key: Key, creativeId: string | null): void => {
    if (position !== undefined) pins.push({ position, key, creativeId });
  };

  for (const key of input.query.offset === 0 ? input.entry.slice(0, 5) : []) {
    if (key.startsWith('VIDEO:') && isFree(key)) claim(head(), key, null);
  }
  const claims: { slot: Slot; position: number | null }[] = [
    ...exactOccurrences(input),
    ...topSlots(input).map((slot) => ({ slot, position: null })),
  ];
  const rank = (position: number | null): number => position ?? Number.MAX_SAFE_INTEGER;
  claims.sort(
    (a, b) =>
      b.slot.priority - a.slot.priority ||
      rank(a.position) - rank(b.position) ||
      a.slot.id.localeCompare(b.slot.id, 'en'),
  );
  for (const { slot, position } of claims) {
    const fallback = slot.fallbackCreative === null ? [] : [slot.fallbackCreative];
    if (position !== null) {
      if (pins.some((pin) => pin.position === position)) continue;
      const first = [...scheduled(slot, input), ...fallback].find((creative) => isUsable(slot, creative));
      if (first !== undefined) claim(position, first.key, first.id);
      continue;
    }
    const before = pins.length;
    for (const creative of scheduled(slot, input)) {
      if (isUsable(slot, creative)) claim(head(), creative.key, creative.id);
    }
    const [last] = fallback;
    const isDue = pins.length === before && !hadTurn(slot, input);
    if (isDue && last !== undefined && isUsable(slot, last)) claim(head(), last.key, last.id);
  }
  return pins.toSorted((a, b) => a.position - b.position);
}
