import type { Plain } from './observation.js';

/** Values nest eight deep in this schema; deeper is a cycle or no answer of ours. */
export const MOST_DEPTH = 24;
/** A full page of the feed has about 8,000 values; comparing 20,000 takes a few milliseconds. */
export const MOST_VALUES = 20_000;
/** Enough to see what is wrong with one value; the rest has the same cause. */
export const MOST_DIFFERENCES = 20;

/** Whether a value is small enough to be compared; reads no more of it than that takes. */
export function isComparable(value: Plain): boolean {
  let values = 0;
  const fits = (part: Plain | undefined, depth: number): boolean => {
    if (++values > MOST_VALUES || depth > MOST_DEPTH) return false;
    if (typeof part !== 'object' || part === null) return true;
    const parts: readonly (Plain | undefined)[] = Array.isArray(part) ? part : Object.values(part);
    return parts.every((one) => fits(one, depth + 1));
  };
  return fits(value, 0);
}
