import { median, percentile } from './percentile.js';
import { seededRandom } from './random.js';

/** A median and where it lies with 95 % confidence. */
export interface Interval {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 2_000;
const SEED = 20_191_110;
const OUTSIDE = 0.05;

/** The median of some values with its bootstrap interval, the same for the same values; null when there are none. */
export function medianInterval(values: readonly number[]): Interval | null {
  const middle = median(values);
  if (middle === null) return null;
  const random = seededRandom(SEED);
  const medians = Array.from({ length: RESAMPLES }, () => {
    const drawn = values.map(() => values[Math.floor(random() * values.length)] ?? middle);
    return median(drawn) ?? middle;
  }).sort((a, b) => a - b);
  return {
    median: middle,
    low: percentile(medians, OUTSIDE / 2) ?? middle,
    high: percentile(medians, 1 - OUTSIDE / 2) ?? middle,
  };
}
