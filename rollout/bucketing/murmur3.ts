const C1 = 0xcc9e2d51;
const C2 = 0x1b873593;

const rotated = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));

const scrambled = (word: number): number => Math.imul(rotated(Math.imul(word, C1), 15), C2);

/**
 * MurmurHash3, the x86 variant of 32 bits, of the first `length` bytes: an unsigned number below 2³². `initial` is the
 * algorithm's seed.
 */
export function murmur3x86(bytes: Uint8Array, initial: number, length = bytes.length): number {
  const byte = (index: number): number => bytes[index] ?? 0;
  const tail = length & ~3;
  let hash = initial | 0;
  for (let at = 0; at < tail; at += 4) {
    const word = byte(at) | (byte(at + 1) << 8) | (byte(at + 2) << 16) | (byte(at + 3) << 24);
    hash = (Math.imul(rotated(hash ^ scrambled(word), 13), 5) + 0xe6546b64) | 0;
  }
  let rest = 0;
  for (let at = length - 1; at >= tail; at -= 1) rest = (rest << 8) | byte(at);
  return finished(hash ^ scrambled(rest) ^ length);
}

/** Spreads every bit over all others. */
function finished(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
