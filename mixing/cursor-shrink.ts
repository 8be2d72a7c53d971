import type { CursorPosition } from './cursor.types.js';

/** The newer half of a list, nothing of a single entry. */
function newerHalf<T>(list: readonly T[]): T[] {
  return list.slice(Math.ceil(list.length / 2));
}

/**
 * The position with less in it, for a cursor that came out too long; null when nothing can be given up. What matters least
 * goes first: unserved ids (candidates lost), then scatter values (neighbours less varied), then fingerprints (a re-upload
 * may return), and only then the oldest served items (they may return).
 */
export function shrinkPosition(position: CursorPosition): CursorPosition | null {
  const { unservedIds, dims, dedupeKeys, served } = position;
  if (unservedIds.length > 0) {
    return { ...position, unservedIds: unservedIds.slice(0, Math.floor(unservedIds.length / 2)) };
  }
  if (dims.length > 0) return { ...position, dims: newerHalf(dims) };
  if (dedupeKeys.length > 0) return { ...position, dedupeKeys: newerHalf(dedupeKeys) };
  return served.length > 0 ? { ...position, served: newerHalf(served) } : null;
}
