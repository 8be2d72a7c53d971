import type { Compared } from '../comparing/compare.js';
import type { Difference } from '../comparing/difference.js';
import type { RankedPage } from '../comparing/ranked-page.js';
import { brokenInvariants } from '../comparing/ranked-page.js';
import { havePinsInCommon, idsOf, kendallTau, OVERLAP_DEPTHS, overlapAt } from '../comparing/ranked.js';
import { entryOf } from './bounded-record.js';
import { MOST_EXEMPLARS, type Agreement, type PageFigures, type SideFigures } from './parity-figures.js';

/** A value of this schema has fewer paths on which two sides ever differ. */
const MOST_PATHS = 60;

/** What was found at one place, without what is outside of the statistics. */
export interface Counted {
  readonly compared: Exclude<Compared, { kind: 'outside' }>;
  /** Those of its differences that no rule ignores. */
  readonly kept: readonly Difference[];
}

/** Counts one place. */
export function countAgreement(figures: Agreement, { compared, kept }: Counted): void {
  figures.asked += 1;
  if (compared.kind === 'unreadable') {
    figures.candidateFailed += Number(compared.candidate);
    figures.controlFailed += Number(compared.served);
    return;
  }
  figures.n += 1;
  figures.equal += Number(kept.length === 0);
  figures.rawEqual += Number(compared.differences.length === 0);
}

/** Counts one answer, or one place, with its classes; the first exemplars are kept, each once. */
export function countClasses(
  figures: SideFigures,
  counted: Counted,
  operation: string,
  mostPaths = MOST_PATHS,
): void {
  countAgreement(figures, counted);
  for (const difference of counted.kept) countClass(figures, difference, operation, mostPaths);
}

/** The same for a place, which may be late. */
export function countSide(
  figures: SideFigures,
  counted: Counted,
  coordinate: string,
  operation: string,
): void {
  countClasses(figures, counted, operation);
  const { compared } = counted;
  if (compared.kind !== 'compared' || !compared.isLate) return;
  figures.late += 1;
  const late = { at: coordinate, class: 'latency', served: 'in time', candidate: 'late' } as const;
  countClass(figures, late, operation, MOST_PATHS);
}

function countClass(
  { classes }: SideFigures,
  difference: Omit<Difference, 'names'>,
  operation: string,
  mostPaths: number,
): void {
  const { at, class: cls, served, candidate } = difference;
  const path = entryOf<SideFigures['classes'][string]>(classes, at, mostPaths, () => ({}));
  const figures = (path[cls] ??= { count: 0, exemplars: [] });
  figures.count += 1;
  const isKnown = figures.exemplars.some((one) => one.served === served && one.candidate === candidate);
  if (!isKnown && figures.exemplars.length < MOST_EXEMPLARS)
    figures.exemplars.push({ operation, served, candidate });
}

/** Counts two pages of a ranked list. */
export function countPages(
  figures: PageFigures,
  [served, candidate]: readonly [RankedPage, RankedPage],
): void {
  const [a, b] = [idsOf(served.items), idsOf(candidate.items)];
  figures.pages += 1;
  figures.pinsEqual += Number(havePinsInCommon(served, candidate));
  for (const k of OVERLAP_DEPTHS) figures.overlap[k] += overlapAt(k, a, b);
  const tau = kendallTau(a, b);
  if (tau !== null) {
    figures.tau.sum += tau;
    figures.tau.n += 1;
  }
  for (const name of brokenInvariants(served)) figures.brokenByServed[name] += 1;
  for (const name of brokenInvariants(candidate)) figures.brokenByCandidate[name] += 1;
}
