import type { Rate } from './parity-report.types.js';

/** `99.97 %`: with as many digits as it takes not to say 100 when something is missing, nor 0 when there is something. */
export function percent(share: number): string {
  const value = share * 100;
  const digits = [1, 2, 3].find((count) => {
    const rounded = Number(value.toFixed(count));
    return (rounded < 100 || share >= 1) && (rounded > 0 || share <= 0);
  });
  if (digits === undefined) return share > 0.5 ? 'nearly 100 %' : 'nearly 0 %';
  return `${Number(value.toFixed(value > 99 || value < 1 ? Math.max(2, digits) : digits))} %`;
}

/** `10,000` */
export const times = (count: number): string => count.toLocaleString('en-US');

/** `99.97 % (99.91 to 99.99)` */
export const withInterval = ({ share, low, high, total }: Rate): string =>
  total === 0 ? 'nothing compared' : `${percent(share)} (${bare(low)} to ${bare(high)})`;

const bare = (share: number): string => percent(share).replace(/ %$/, '');
