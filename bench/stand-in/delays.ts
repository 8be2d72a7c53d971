import { normal, seededRandom } from '../statistics/random.js';

const SEED = 31;

/** How long answers are held back. */
export interface Delays {
  /** Delay of the next answer in ms. */
  next(): number;
}

/** Delays around a median `ms`: all the same, or log-normal with `sigma` of the underlying normal distribution. */
export function delaysAround(ms: number, sigma: number): Delays {
  if (sigma === 0) return { next: () => ms };
  const random = seededRandom(SEED);
  return { next: () => ms * Math.exp(sigma * normal(random)) };
}
