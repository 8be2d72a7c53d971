import type { DifferenceClass } from '../comparing/observation.js';
import { noSide } from './empty-figures.js';
import type { ClassFigures, PageFigures, RuleFigures, SideFigures } from './parity-figures.js';
import type {
  ClassReport,
  CoordinateReport,
  RankedReport,
  RankingReport,
  Reproducer,
} from './parity-report.types.js';
import { agreementReport, netOf, rateOf } from './rates.js';

/** Everything about one coordinate of a rule. */
export function coordinateReport(rule: RuleFigures, coordinate: string): CoordinateReport {
  const { ab, aa } = rule.compared[coordinate] ?? { ab: noSide(), aa: noSide() };
  const classes = classReports(ab, aa);
  const pages = rule.pages[coordinate];
  return {
    coordinate,
    isGated: rule.coordinates.includes(coordinate),
    ...agreementReport(ab),
    noiseN: aa.n,
    classes,
    reproducer: reproducerOf(coordinate, classes),
    ranked: pages ? rankedReport(rule.ranked, pages.ab, pages.aa) : null,
  };
}

/** Most frequent first; late answers last, since they are reported only. */
export function classReports(ab: SideFigures, aa: SideFigures): readonly ClassReport[] {
  const found = Object.entries({ ...aa.classes, ...ab.classes }).flatMap(([at]) => {
    const both = new Set([...namesOf(ab.classes[at]), ...namesOf(aa.classes[at])]);
    return [...both].map((cls) => classReport(at, cls, ab, aa));
  });
  const weight = (one: ClassReport): number => (one.class === 'latency' ? -1 : one.rate.count);
  return found.toSorted((a, b) => weight(b) - weight(a) || (a.at < b.at ? -1 : 1));
}

const namesOf = (classes: SideFigures['classes'][string] | undefined): readonly DifferenceClass[] =>
  Object.keys(classes ?? {}) as DifferenceClass[];

function classReport(at: string, cls: DifferenceClass, ab: SideFigures, aa: SideFigures): ClassReport {
  const [found, repeated] = [ab.classes[at]?.[cls], aa.classes[at]?.[cls]];
  const rate = rateIn(ab, cls, found);
  const noise = rateIn(aa, cls, repeated);
  return { at, class: cls, rate, noise, net: netOf(rate, noise), exemplars: found?.exemplars ?? [] };
}

/** Answers that never came are a share of all that were asked for, the others of those that came. */
const rateIn = (side: SideFigures, cls: DifferenceClass, found: ClassFigures | undefined) =>
  rateOf(found?.count ?? 0, cls === 'candidate-failed' ? side.asked : side.n);

/** The shortest exemplar of what differs most often beyond the noise. */
function reproducerOf(coordinate: string, classes: readonly ClassReport[]): Reproducer | null {
  const [worst] = classes
    .filter((one) => one.class !== 'latency' && one.exemplars.length > 0)
    .toSorted((a, b) => (b.net?.difference ?? b.rate.share) - (a.net?.difference ?? a.rate.share));
  const [exemplar] = worst?.exemplars.toSorted((a, b) => sizeOf(a) - sizeOf(b)) ?? [];
  return worst && exemplar ? { coordinate, at: worst.at, class: worst.class, ...exemplar } : null;
}

const sizeOf = ({ served, candidate }: { served: string; candidate: string }): number =>
  served.length + candidate.length;

const rankedReport = (mode: RankedReport['mode'], ab: PageFigures, aa: PageFigures): RankedReport => ({
  mode,
  measured: rankingOf(ab),
  noise: rankingOf(aa),
  pinsEqual: rateOf(ab.pinsEqual, ab.pages),
  broken: { served: ab.brokenByServed, candidate: ab.brokenByCandidate },
});

function rankingOf({ pages, overlap, tau }: PageFigures): RankingReport | null {
  if (pages === 0) return null;
  return {
    pages,
    overlap: { 5: overlap[5] / pages, 10: overlap[10] / pages, 20: overlap[20] / pages },
    tau: tau.n === 0 ? null : tau.sum / tau.n,
  };
}
