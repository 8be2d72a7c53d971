import { percentile } from './percentile.js';
import { pagesOf, type Sighting } from './sighting.js';
import { isAsGoodAs, TIERS } from './tiers.js';

/** What answers are like while nothing is broken. */
export interface Usual {
  readonly tier: string | null;
  /** How many objects of a page a field is degraded for anyway, by coordinate: real data are never quite complete. */
  readonly degraded: ReadonlyMap<string, number>;
  /** Share of pages that are not even so, 0..1. */
  readonly hiccups: number;
}

/** Recovered means that of so many answers in a row … */
const WINDOW = 6;
/** … no more are unusual than in healthy times, and one: time limits are tight, and machines have hiccups. */
const MORE_HICCUPS = 1;
/** A page that is as usual with less than this among a window's answers would be chance. */
const LEAST_USUAL = 2;
/** Pages in a row that a gateway has to make well before anything is broken. */
const WARM_PAGES = 20;

/** Learns what is usual from answers of a healthy time. */
export function usualOf(sightings: readonly Sighting[]): Usual {
  const pages = pagesOf(sightings);
  const degraded = new Map<string, number>();
  for (const { coordinate } of pages.flatMap((page) => page.degraded))
    degraded.set(coordinate, usualItems(pages, coordinate));
  const tiers = new Map<string | null, number>();
  for (const { tier } of pages) tiers.set(tier, (tiers.get(tier) ?? 0) + 1);
  const [[tier] = [null]] = [...tiers].sort(([, a], [, b]) => b - a);
  const usual = { tier, degraded, hiccups: 0 };
  const unusual = pages.filter((page) => !isUsual(page, usual)).length;
  return { ...usual, hiccups: unusual / Math.max(1, pages.length) };
}

/** What half of the pages do not exceed, so that hiccups do not count; 1 for what is rare. */
function usualItems(pages: readonly Sighting[], coordinate: string): number {
  const items = pages.map(
    ({ degraded }) => degraded.find((row) => row.coordinate === coordinate)?.items ?? 0,
  );
  return Math.max(
    1,
    percentile(
      items.sort((a, b) => a - b),
      0.5,
    ) ?? 0,
  );
}

/** Whether an answer is as good as usual. */
export const isUsual = ({ verdict, tier, degraded }: Sighting, usual: Usual): boolean =>
  verdict === 'full' &&
  isAsGoodAs(tier, usual.tier) &&
  degraded.every(({ coordinate, items }) => items <= (usual.degraded.get(coordinate) ?? 0));

/** Whether the last pages were all full and of the best tier: what has just started stumbles for a moment. */
export function isWarm(sightings: readonly Sighting[]): boolean {
  const recent = pagesOf(sightings).slice(-WARM_PAGES);
  return (
    recent.length === WARM_PAGES &&
    recent.every(({ verdict, tier }) => verdict === 'full' && tier === TIERS[0])
  );
}

/**
 * The moment from which answers are as usual again, given everything that was asked since the repair; null: not yet. Sessions that
 * began in a lower tier do not count: they stay there until the viewer starts anew.
 */
export function recoveredAt(sightings: readonly Sighting[], usual: Usual): number | null {
  const counted = pagesOf(sightings)
    .filter(({ cameFrom }) => cameFrom === null || isAsGoodAs(cameFrom, usual.tier))
    .toSorted((a, b) => a.at - b.at);
  const isGood = counted.map((sighting) => isUsual(sighting, usual));
  const most = Math.min(WINDOW - LEAST_USUAL, MORE_HICCUPS + Math.ceil(usual.hiccups * WINDOW));
  for (let start = 0; start + WINDOW <= counted.length; start++) {
    const unusual = isGood.slice(start, start + WINDOW).filter((good) => !good).length;
    if (unusual <= most) return counted[isGood.indexOf(true, start)]?.at ?? null;
  }
  return null;
}
