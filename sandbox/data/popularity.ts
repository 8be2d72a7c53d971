import { basePlays } from './counters.js';
import { FAMILIES } from './ids.js';
import type { World } from './world.js';

/** Videos by plays, most played first; 40 KB, computed on first use. */
export class Popularity {
  private order: Uint16Array | null = null;

  constructor(private readonly world: World) {}

  /** Ordinals of all videos, most played first. */
  ranked(): Uint16Array {
    this.order ??= this.compute();
    return this.order;
  }

  /** Video at a rank of 0..19999. */
  at(rank: number): number {
    const video = this.ranked()[rank];
    if (video === undefined) throw new RangeError(`no video at rank ${rank}`);
    return video;
  }

  private compute(): Uint16Array {
    const { size } = FAMILIES.video;
    const plays = Float64Array.from({ length: size + 1 }, (_, video) =>
      video === 0 ? 0 : basePlays(this.world, video),
    );
    const order = Uint16Array.from({ length: size }, (_, index) => index + 1);
    return order.sort((a, b) => (plays[b] ?? 0) - (plays[a] ?? 0) || a - b);
  }
}
