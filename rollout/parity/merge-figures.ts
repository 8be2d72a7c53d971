import { noPages, noRule, noSide } from './empty-figures.js';
import {
  FIGURES_FORMAT,
  MOST_EXEMPLARS,
  type Agreement,
  type ClassFigures,
  type IgnoredFigures,
  type PageFigures,
  type ParityFigures,
  type RuleFigures,
  type SideFigures,
} from './parity-figures.js';

type Merge<T> = (a: T, b: T) => T;
type ByName<T> = Readonly<Record<string, T>>;

/** Thrown where one rule compares other paths, or another way round, than in other figures: the sum would mean nothing. */
export class OtherwiseCompared extends Error {
  override readonly name = 'OtherwiseCompared';
}

/**
 * Figures of several instances together; of none: no rules.
 * @throws OtherwiseCompared
 */
export function mergeFigures(all: readonly ParityFigures[]): ParityFigures {
  const start: ParityFigures = { format: FIGURES_FORMAT, rules: {}, ignored: [] };
  return all.reduce(
    (sum, { rules, ignored }) => ({
      format: FIGURES_FORMAT,
      rules: byName(sum.rules, rules, mergeRules),
      ignored: mergeIgnored(sum.ignored, ignored),
    }),
    start,
  );
}

function byName<T>(a: ByName<T>, b: ByName<T>, merge: (a: T, b: T, name: string) => T): Record<string, T> {
  const merged = new Map(Object.entries(a));
  for (const [name, value] of Object.entries(b)) {
    const known = merged.get(name);
    merged.set(name, known === undefined ? value : merge(known, value, name));
  }
  return Object.fromEntries(merged);
}

const plus: Merge<number> = (a, b) => a + b;
const earliest = (a: number | null, b: number | null) =>
  a === null || b === null ? (a ?? b) : Math.min(a, b);
const latest = (a: number | null, b: number | null) => (a === null || b === null ? (a ?? b) : Math.max(a, b));
const union = (a: readonly string[], b: readonly string[]): string[] => [...new Set([...a, ...b])];

/** Pages are measured alike in both modes of ranking; what `same` demands of them holds for all. */
const strictest = (a: RuleFigures['ranked'], b: RuleFigures['ranked']): RuleFigures['ranked'] =>
  a === 'same' || b === 'same' ? 'same' : 'different';

const wayOf = ({ control, treatment, mode }: RuleFigures): string => `${control} with ${treatment} (${mode})`;

function mergeRules(a: RuleFigures, b: RuleFigures, id: string): RuleFigures {
  if (wayOf(a) !== wayOf(b))
    throw new OtherwiseCompared(`${id} compares ${wayOf(a)} in some figures, and ${wayOf(b)} in others.`);
  return added(a, b);
}

const added: Merge<RuleFigures> = (a, b) => ({
  ...noRule({
    ...a,
    coordinates: union(a.coordinates, b.coordinates),
    ranked: strictest(a.ranked, b.ranked),
  }),
  firstAt: earliest(a.firstAt, b.firstAt),
  lastAt: latest(a.lastAt, b.lastAt),
  hours: byName(a.hours, b.hours, plus),
  dropped: byName(a.dropped, b.dropped, plus),
  compared: byName(a.compared, b.compared, (x, y) => ({
    ab: mergeSides(x.ab, y.ab),
    aa: mergeSides(x.aa, y.aa),
  })),
  pages: byName(a.pages, b.pages, (x, y) => ({ ab: mergePages(x.ab, y.ab), aa: mergePages(x.aa, y.aa) })),
  operations: byName(a.operations, b.operations, (x, y) => ({
    ...agreements(x, y),
    coordinates: union(x.coordinates, y.coordinates),
  })),
  clients: byName(a.clients, b.clients, agreements),
  answers: byName(a.answers, b.answers, (x, y) => ({
    ...x,
    elsewhere: x.elsewhere + y.elsewhere,
    ab: mergeSides(x.ab, y.ab),
    aa: mergeSides(x.aa, y.aa),
  })),
});

const agreements: Merge<Agreement> = (a, b) => ({
  asked: a.asked + b.asked,
  n: a.n + b.n,
  equal: a.equal + b.equal,
  rawEqual: a.rawEqual + b.rawEqual,
  candidateFailed: a.candidateFailed + b.candidateFailed,
  controlFailed: a.controlFailed + b.controlFailed,
});

const mergeSides: Merge<SideFigures> = (a, b) => ({
  ...noSide(),
  ...agreements(a, b),
  late: a.late + b.late,
  classes: byName(a.classes, b.classes, (x, y) =>
    byName(x as ByName<ClassFigures>, y as ByName<ClassFigures>, mergeClasses),
  ),
});

const mergeClasses: Merge<ClassFigures> = (a, b) => ({
  count: a.count + b.count,
  exemplars: [...a.exemplars, ...b.exemplars].slice(0, MOST_EXEMPLARS),
});

const mergePages: Merge<PageFigures> = (a, b) => ({
  ...noPages(),
  pages: a.pages + b.pages,
  pinsEqual: a.pinsEqual + b.pinsEqual,
  overlap: {
    5: a.overlap[5] + b.overlap[5],
    10: a.overlap[10] + b.overlap[10],
    20: a.overlap[20] + b.overlap[20],
  },
  tau: { sum: a.tau.sum + b.tau.sum, n: a.tau.n + b.tau.n },
  brokenByServed: brokenInAll(a.brokenByServed, b.brokenByServed),
  brokenByCandidate: brokenInAll(a.brokenByCandidate, b.brokenByCandidate),
});

const brokenInAll: Merge<PageFigures['brokenByServed']> = (a, b) => ({
  duplicate: a.duplicate + b.duplicate,
  ineligible: a.ineligible + b.ineligible,
  pin: a.pin + b.pin,
  minCount: a.minCount + b.minCount,
});

/** What one instance has not met, another may have: the last hit counts, and comparisons of those who saw none since. */
function mergeIgnored(a: readonly IgnoredFigures[], b: readonly IgnoredFigures[]): IgnoredFigures[] {
  const named = (all: readonly IgnoredFigures[]) =>
    Object.fromEntries(all.map((one) => [`${one.at} ${one.class}`, one]));
  const merged = byName(named(a), named(b), (x, y) => ({
    ...x,
    hits: x.hits + y.hits,
    lastHitAt: latest(x.lastHitAt, y.lastHitAt),
    watchedFrom: Math.min(x.watchedFrom, y.watchedFrom),
    comparisonsSince: x.comparisonsSince + y.comparisonsSince,
  }));
  return Object.values(merged);
}
