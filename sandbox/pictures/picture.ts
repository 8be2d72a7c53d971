import type { Chance } from '../data/chance.js';

/** A picture as SVG; null when there is none of that kind and id. */
export function drawPicture(chance: Chance, kind: string, id: string): string | null {
  const hue = chance.below(360, 1 as never, id.length);
  return kind === ''
    ? null
    : `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 16"><rect width="9" height="16" fill="hsl(${hue} 60% 70%)"/></svg>`;
}
