import type { BrokenInvariant } from '../comparing/ranked-page.js';
import { condition, LEAST_COMPARISONS } from './condition.js';
import type { Condition, CoordinateReport, RankedReport } from './parity-report.types.js';
import { percent, times, withInterval } from './words.js';

/** How far below the noise a ranking written again may be. */
const BELOW_NOISE = 0.02;
/** Means over fewer pages are off by as much as that. */
const LEAST_PAGES = 1_000;
const LEAST_NOISE_PAGES = 100;
const LEAST_PINS = 0.999;

/** What is demanded of a ranked list. */
export function ranking({ coordinate }: CoordinateReport, ranked: RankedReport): readonly Condition[] {
  const { mode, measured, noise, pinsEqual, broken } = ranked;
  const open = pinsEqual.high >= LEAST_PINS && pinsEqual.total < LEAST_COMPARISONS;
  const enough = (measured?.pages ?? 0) >= LEAST_PAGES && (noise?.pages ?? 0) >= LEAST_NOISE_PAGES;
  const notBelow = (name: string, own: number | null, other: number | null): Condition => {
    const met = enough && own !== null && other !== null && own >= other - BELOW_NOISE;
    const wanted = other === null ? 'as control beside itself' : `at least ${figure(other)} - ${BELOW_NOISE}`;
    return condition(`${name} of ${coordinate}`, met, figure(own), wanted, !enough);
  };
  return [
    ...(mode === 'same'
      ? [
          notBelow('overlap@10', measured?.overlap[10] ?? null, noise?.overlap[10] ?? null),
          notBelow('order (τ)', measured?.tau ?? null, noise?.tau ?? null),
        ]
      : []),
    condition(
      `pins of ${coordinate}`,
      pinsEqual.low >= LEAST_PINS,
      withInterval(pinsEqual),
      `at least ${percent(LEAST_PINS)} for certain`,
      open,
    ),
    unbroken(`pages of ${coordinate}, treatment`, broken.candidate),
    unbroken(`pages of ${coordinate}, control`, broken.served),
  ];
}

const figure = (value: number | null): string => (value === null ? 'not known' : value.toFixed(3));

function unbroken(name: string, broken: Readonly<Record<BrokenInvariant, number>>): Condition {
  const found = Object.entries(broken).filter(([, count]) => count > 0);
  const words = found.map(([invariant, count]) => `${invariant} ${times(count)}`);
  return condition(name, found.length === 0, words.join(', ') || 'none', 'no invariant broken', false);
}
