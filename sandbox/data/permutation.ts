function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** A reordering of 0..size-1 that needs no table: index -> (step * index + shift) mod size. */
export class Permutation {
  private readonly step: number;
  private readonly shift: number;

  /** `size` stays below 2^20 so that products are exact; `bits` are 32 random bits. */
  constructor(
    private readonly size: number,
    bits: number,
  ) {
    let step = 1 + (bits % size);
    while (greatestCommonDivisor(step, size) !== 1) step += 1;
    this.step = step;
    this.shift = (bits >>> 12) % size;
  }

  /** Where an index goes. */
  at(index: number): number {
    return (this.step * index + this.shift) % this.size;
  }

  /** Index that goes to `target`. */
  indexOf(target: number): number {
    return (this.inverseStep() * ((target - this.shift + this.size) % this.size)) % this.size;
  }

  private inverseStep(): number {
    let [older, newer] = [0, 1];
    let [remainder, next] = [this.size, this.step % this.size];
    while (next !== 0) {
      const quotient = Math.floor(remainder / next);
      [older, newer] = [newer, older - quotient * newer];
      [remainder, next] = [next, remainder - quotient * next];
    }
    return ((older % this.size) + this.size) % this.size;
  }
}
