/** Ranks drawn by popularity: the n-th of them n times as rarely as the first (Zipf 1.0). */
export class Zipf {
  private readonly sums: Float64Array;

  constructor(count: number) {
    this.sums = new Float64Array(count);
    let sum = 0;
    for (let rank = 0; rank < count; rank++) this.sums[rank] = sum += 1 / (rank + 1);
  }

  /** A rank from 0 up; `random` gives 0 up to 1. */
  draw(random: () => number): number {
    const wanted = random() * (this.sums.at(-1) ?? 0);
    let [low, high] = [0, this.sums.length - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.sums[middle] ?? 0) > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
