import type { ReasonCode } from '../../schema/reason-codes.js';
import type { Report } from './media-url.js';

/** GraphQL's Int ends here: larger counts are shown as this. */
export const MAX_INT = 2_147_483_647;

/** A count as it came: a non-negative safe integer up to `max`. Anything else is unknown, counted under `code`. */
export function countOrNull(
  value: unknown,
  code: ReasonCode,
  report: Report,
  max = Number.MAX_SAFE_INTEGER,
): number | null {
  if (Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= max)
    return value as number;
  report(code);
  return null;
}

/** A count as GraphQL's Int can carry it; its text is made from the exact one. */
export const saturated = (count: number | null): number | null =>
  count === null ? null : Math.min(count, MAX_INT);

/** A detail nobody misses: a non-negative integer that GraphQL's Int can carry, else null. */
export const intOrNull = (value: unknown): number | null =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MAX_INT
    ? (value as number)
    : null;
