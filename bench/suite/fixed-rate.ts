import { median } from '../statistics/percentile.js';
import type { Sample } from './scenario.js';

/** Share of what a server can do at most at which it is neither idle nor late. */
const COMFORTABLE = 0.6;

/** The rate, in requests per second, that even the slowest of some saturated contestants serves without queueing. */
export function fixedRateFor(saturated: readonly Sample[]): number {
  const rates = new Map<string, number[]>();
  for (const { contestant, figures } of saturated)
    rates.set(contestant, [...(rates.get(contestant) ?? []), figures['perSecond'] ?? 0]);
  const slowest = Math.min(...[...rates.values()].map((values) => median(values) ?? 0));
  return Math.max(1, Math.floor(slowest * COMFORTABLE));
}
