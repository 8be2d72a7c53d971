/** A named source of draws; two streams are independent of each other. */
export type Stream = number & { readonly stream: unique symbol };

/** FNV-1a over UTF-8 bytes, unsigned 32 bits. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text, 'utf8')) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** Names a stream; computed once per module, so that a draw is arithmetic only. */
export function stream(name: string): Stream {
  return hashText(name) as Stream;
}

/** Bijective scrambling of 32 bits: neighbouring inputs give unrelated outputs. */
function scramble(value: number): number {
  let bits = value;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}

/**
 * Draws that depend on nothing but seed, stream and record: the same record comes out the same in any order,
 * in any process, without a table.
 */
export class Chance {
  constructor(private readonly seed: number) {}

  /** 32 unsigned random bits of record `a` (and a second coordinate `b`, for example a viewer or an index). */
  bits(source: Stream, a: number, b = 0): number {
    const first = scramble((this.seed ^ source) + Math.imul(a, 0x9e3779b1));
    return scramble(first ^ Math.imul(b + 1, 0x27d4eb2f)) >>> 0;
  }

  /** Uniform in [0, 1). */
  unit(source: Stream, a: number, b = 0): number {
    return this.bits(source, a, b) / 0x1_0000_0000;
  }

  /** Uniform integer in [0, size). */
  below(size: number, source: Stream, a: number, b = 0): number {
    return Math.floor(this.unit(source, a, b) * size);
  }

  /** True with the given probability. */
  happens(probability: number, source: Stream, a: number, b = 0): boolean {
    return this.unit(source, a, b) < probability;
  }

  /** One entry of a list that must not be empty. */
  pick<T>(list: readonly T[], source: Stream, a: number, b = 0): T {
    if (list.length === 0) throw new RangeError('pick from an empty list');
    return list[this.below(list.length, source, a, b)] as T; // the index is within the list
  }
}
