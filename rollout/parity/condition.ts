import type { Condition } from './parity-report.types.js';

/** Fewer say nothing about three mismatches in ten thousand. */
export const LEAST_COMPARISONS = 10_000;

/** @param isOpen whether more data may change that it is not met */
export const condition = (
  name: string,
  met: boolean,
  figure: string,
  wanted: string,
  isOpen: boolean,
): Condition => ({ name, met, open: !met && isOpen, figure, wanted });
