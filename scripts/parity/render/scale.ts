/** Powers of ten that a scale shows. */
const DECADES = 4;

/**
 * Where a share of agreement stands, 0 to 100: 90 % at 25, 99 % at 50, 99.9 % at 75, from 99.99 % on at 100. On a plain scale
 * everything worth seeing would stand at the right edge.
 */
export const nines = (share: number): number => (1 - decades(1 - share)) * 100;

/** Where a rare share stands, 0 to 100: up to 0.01 % at 0, 0.1 % at 25, 1 % at 50, 100 % at 100. */
export const rarity = (share: number): number => decades(share) * 100;

const decades = (share: number): number =>
  Math.min(1, Math.max(0, 1 + Math.log10(Math.max(share, 10 ** -DECADES)) / DECADES));

/** For a style attribute. */
export const at = (place: number): string => `${place.toFixed(1)}%`;
