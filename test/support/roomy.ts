import { NEVER_LATE } from '../../src/load/loop-delay.js';
import type { SheddingOptions } from '../../src/server/shedding.js';

/** A gate that nobody finds closed: for tests that send many requests at a time, or that a busy machine slows down. */
export const ROOMY: SheddingOptions = {
  bounds: { initial: 10_000, least: 10_000, most: 10_000, rampMs: 0 },
  loop: NEVER_LATE,
};
