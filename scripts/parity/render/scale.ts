/** Powers of ten that a scale shows. */
const DECADES = 4;

/**
 * Where a share of agreement stands, 0 to 100: 90 % at 25, 99 % at 50, 99.9 % at 75, from 99.99 % on at 100. On a plain scale
 * everything worth seeing would stand at the right edge.
 */
export const nines = (share: number): number => (1 - decades(1 - share)) * 100;

/** The end of a plain scale for shares up to this one: 1, 2 or 5 of its power of ten, all at most. */
export function endOf(share: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(share, 10 ** -DECADES)));
  return Math.min(1, ([1, 2, 5].find((step) => share <= step * power * (1 + Number.EPSILON)) ?? 10) * power);
}

const decades = (share: number): number =>
  Math.min(1, Math.max(0, 1 + Math.log10(Math.max(share, 10 ** -DECADES)) / DECADES));

/** For a style attribute. */
export const at = (place: number): string => `${place.toFixed(1)}%`;
