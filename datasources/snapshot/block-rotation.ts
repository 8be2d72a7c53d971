/**
 * The items of a snapshot as one session sees them: every block of `blockSize` (the last may be shorter) is rotated left by
 * `sessionHash mod` its length, so that neighbours in the queue of a cold start are not all shown the same item first.
 * @param sessionHash FNV-1a of the session id, an unsigned integer
 */
export function rotateBlocks<T>(items: readonly T[], blockSize: number, sessionHash: number): T[] {
  const rotated: T[] = [];
  for (let start = 0; start < items.length; start += blockSize) {
    const block = items.slice(start, start + blockSize);
    const shift = sessionHash % block.length;
    rotated.push(...block.slice(shift), ...block.slice(0, shift));
  }
  return rotated;
}
