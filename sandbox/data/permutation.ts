const ROUNDS = 4;

/**
 * A reordering of 0..size-1 that needs no table and can be undone: a small Feistel network over the next even power
 * of two, walked until it lands inside.
 */
export class Permutation {
  private readonly halfBits: number;
  private readonly mask: number;

  /** `key` is any 32 bits; equal keys give equal orders. */
  constructor(
    private readonly size: number,
    private readonly key: number,
  ) {
    this.halfBits = Math.max(1, Math.ceil(Math.log2(size) / 2));
    this.mask = (1 << this.halfBits) - 1;
  }

  /** Where an index goes. */
  at(index: number): number {
    let target = index;
    do target = this.forward(target);
    while (target >= this.size);
    return target;
  }

  /** Index that goes to `target`. */
  indexOf(target: number): number {
    let index = target;
    do index = this.backward(index);
    while (index >= this.size);
    return index;
  }

  private forward(value: number): number {
    let [left, right] = [value >>> this.halfBits, value & this.mask];
    for (let round = 0; round < ROUNDS; round += 1) [left, right] = [right, left ^ this.mix(right, round)];
    return (left << this.halfBits) | right;
  }

  private backward(value: number): number {
    let [left, right] = [value >>> this.halfBits, value & this.mask];
    for (let round = ROUNDS - 1; round >= 0; round -= 1)
      [left, right] = [right ^ this.mix(left, round), left];
    return (left << this.halfBits) | right;
  }

  private mix(half: number, round: number): number {
    const bits = Math.imul((half + 1) ^ (this.key + Math.imul(round + 1, 0x9e3779b1)), 0x85ebca6b);
    return ((bits ^ (bits >>> 15)) >>> 7) & this.mask;
  }
}
