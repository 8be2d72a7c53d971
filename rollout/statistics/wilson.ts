/** A closed interval of shares, or of differences of shares. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** `count` out of `total`. */
export interface Proportion {
  readonly count: number;
  readonly total: number;
}

/**
 * Wilson's score interval of a share, without continuity correction: it never leaves 0 to 1 and stays useful at no failure at
 * all. `z`: standard deviations, 1.96 for 95 %. Of nothing everything is possible.
 */
export function wilson({ count, total }: Proportion, z: number): Interval {
  if (total === 0) return { low: 0, high: 1 };
  const share = count / total;
  const square = (z * z) / total;
  const middle = share + square / 2;
  const half = z * Math.sqrt((share * (1 - share) + square / 4) / total);
  return {
    low: Math.max(0, Math.min(share, (middle - half) / (1 + square))),
    high: Math.min(1, Math.max(share, (middle + half) / (1 + square))),
  };
}
