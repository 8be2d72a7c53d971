import type { Key } from './content-key.js';
import { isServed } from './eligibility.js';
import type { Ms } from './slot.types.js';

/**
 * Exposure for a session that begins by pulling the list down: what the old session served counts as seen at `seenAt`, as
 * far as it is among `candidates`. Exposure that is known keeps its own time.
 */
export function withServedAsSeen(
  exposed: ReadonlyMap<Key, Ms>,
  formerlyServed: ReadonlySet<number>,
  candidates: Iterable<Key>,
  seenAt: Ms,
): Map<Key, Ms> {
  const seen = new Map(exposed);
  for (const key of candidates) {
    if (!seen.has(key) && isServed(key, formerlyServed)) seen.set(key, seenAt);
  }
  return seen;
}
