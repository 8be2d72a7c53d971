import type { Key } from './content-key.js';
import { isServed } from './eligibility.js';
import type { Ms } from './slot.types.js';

/** When the viewer last saw a content; undefined: not lately. */
export type LastSeen = (key: Key) => Ms | undefined;

/**
 * Exposure for a session that begins by pulling the list down: what the old session served counts as seen at `seenAt`.
 * Exposure that is known keeps its own time.
 */
export function withServedAsSeen(
  known: ReadonlyMap<Key, Ms>,
  formerlyServed: ReadonlySet<number>,
  seenAt: Ms,
): LastSeen {
  return (key) => known.get(key) ?? (isServed(key, formerlyServed) ? seenAt : undefined);
}

/** The candidates that the viewer has seen, with the time. */
export function exposedAmong(keys: readonly Key[], lastSeen: LastSeen): Map<Key, Ms> {
  const exposed = new Map<Key, Ms>();
  for (const key of keys) {
    const seenAt = lastSeen(key);
    if (seenAt !== undefined) exposed.set(key, seenAt);
  }
  return exposed;
}
