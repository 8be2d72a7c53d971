import { percentile } from './percentile.js';
import { seededRandom } from './random.js';

/** A percentile of two sides over everything that was measured. */
export interface PooledRatio {
  readonly of: number;
  readonly to: number;
  /** `of` ÷ `to`, with its 95 % interval. */
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 1_000;
const SEED = 20_191_110;
const OUTSIDE = 0.05;

/**
 * A percentile of all values of two sides, and their ratio with its bootstrap interval, the same for the same values. Values come in
 * turns, the n-th of one side beside the n-th of the other: whole turns are drawn, for what disturbs a machine meets several
 * requests. Null when a side has none.
 */
export function pooledRatio(
  of: readonly (readonly number[])[],
  to: readonly (readonly number[])[],
  share: number,
): PooledRatio | null {
  const turns = Math.min(of.length, to.length);
  const all = Array.from({ length: turns }, (_, turn) => turn);
  const [top, bottom] = [pooled(of, all, share), pooled(to, all, share)];
  if (top === null || bottom === null) return null;
  const random = seededRandom(SEED);
  const ratios = Array.from({ length: RESAMPLES }, () => {
    const drawn = all.map(() => Math.floor(random() * turns));
    return (pooled(of, drawn, share) ?? top) / (pooled(to, drawn, share) ?? bottom);
  }).sort((a, b) => a - b);
  const ratio = top / bottom;
  const low = percentile(ratios, OUTSIDE / 2) ?? ratio;
  return { of: top, to: bottom, ratio, low, high: percentile(ratios, 1 - OUTSIDE / 2) ?? ratio };
}

const pooled = (
  side: readonly (readonly number[])[],
  turns: readonly number[],
  share: number,
): number | null =>
  percentile(
    turns.flatMap((turn) => side[turn] ?? []).sort((a, b) => a - b),
    share,
  );
