import { wilson, type Interval, type Proportion } from './wilson.js';

/**
 * Newcombe's hybrid score interval of `first − second`, two independent shares, made of their Wilson intervals (method 10 of his
 * paper of 1998). It holds for few and for no failures, where the textbook interval says that there is no doubt. `z`: standard
 * deviations. With nothing on either side every difference is possible.
 */
export function newcombe(first: Proportion, second: Proportion, z: number): Interval {
  if (first.total === 0 || second.total === 0) return { low: -1, high: 1 };
  const a = wilson(first, z);
  const b = wilson(second, z);
  const p = first.count / first.total;
  const q = second.count / second.total;
  return {
    low: Math.max(-1, p - q - Math.hypot(p - a.low, b.high - q)),
    high: Math.min(1, p - q + Math.hypot(a.high - p, q - b.low)),
  };
}
