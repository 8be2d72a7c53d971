import type { Interval } from '../statistics/bootstrap.js';

const GROUPED_FROM = 10_000;

/** A figure with its digits; `–` when it was not measured. */
export function figureText(value: number | undefined, digits: number): string {
  if (value === undefined || Number.isNaN(value)) return '–';
  return value >= GROUPED_FROM ? Math.round(value).toLocaleString('en-US') : value.toFixed(digits);
}

/** A median with its interval: `1.32 (1.30–1.35)`. */
export function intervalText(interval: Interval | null): string {
  if (interval === null) return 'not measured';
  const { median, low, high } = interval;
  const digits = median >= 10 ? 1 : median >= 0.1 ? 2 : 3;
  return `${median.toFixed(digits)} (${low.toFixed(digits)}–${high.toFixed(digits)})`;
}
