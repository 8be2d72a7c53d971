import type {
  AnswerReport,
  ClassReport,
  Condition,
  CoordinateReport,
  CoverageReport,
  ParityVerdict,
} from './parity-report.types.js';
import { percent, times, withInterval } from './words.js';
import { ranking } from './ranked-gate.js';
import { condition, LEAST_COMPARISONS } from './condition.js';
import type { RuleFigures } from './parity-figures.js';
import { newcombe } from '../statistics/newcombe.js';

const HOUR_MS = 60 * 60 * 1000;
const LEAST_MS = 24 * HOUR_MS;
const LEAST_COVERAGE = 0.95;
const LEAST_PARITY = 0.999;
/** How much more often the candidate may give no readable answer. */
const MORE_FAILURES = 0.001;
const MOST_IGNORED = 0.05;
const Z = 1.96;

/** Hours of the day, in UTC, in which most viewers are about. */
export interface DailyPeak {
  readonly fromHour: number;
  /** Exclusive. */
  readonly toHour: number;
}

/** 19:00 to 23:00 in China. */
export const EVENING_IN_CHINA: DailyPeak = { fromHour: 11, toHour: 15 };

/** What the guardrails of a rule come to. */
export type Guardrails = 'good' | 'bad' | 'unknown';

/** What the gate of one rule judges. */
export interface GateParts {
  readonly rule: RuleFigures;
  readonly coordinates: readonly CoordinateReport[];
  readonly answers: readonly AnswerReport[];
  readonly coverage: CoverageReport | null;
  readonly peak: DailyPeak;
  /** Unknown: asked, and nobody can say; null: nobody asked. */
  readonly guardrails: Guardrails | null;
}

/** All conditions of leaving 0 % and of every step. */
export function judge(parts: GateParts): readonly Condition[] {
  const { rule, coordinates, answers, coverage, peak, guardrails } = parts;
  const classes = [...coordinates, ...answers].flatMap((one) => one.classes);
  const gated = coordinates.filter(
    ({ isGated, parity, candidateFailed }) => isGated && parity.total + candidateFailed.total > 0,
  );
  const least = Math.min(...gated.map(({ n }) => n));
  const n = Number.isFinite(least) ? least : 0;
  return [
    condition(
      'comparisons',
      n >= LEAST_COMPARISONS,
      times(n),
      `at least ${times(LEAST_COMPARISONS)} of each coordinate`,
      true,
    ),
    ...duration(rule, peak),
    covered(coverage),
    ...gated.flatMap((one) => (one.ranked ? ranking(one, one.ranked) : [exact(one)])),
    none('types', classes, 'type'),
    none('errors against data', classes, 'error-vs-data'),
    ...gated.map(failures),
    ...gated.map(ignored),
    ...(guardrails === null ? [] : [noneBad(guardrails)]),
  ];
}

/** The worst counts: what is known to differ, then what is not known. */
export function verdictOf(conditions: readonly Condition[]): ParityVerdict {
  if (conditions.some(({ met, open }) => !met && !open)) return 'mismatch';
  return conditions.every(({ met }) => met) ? 'met' : 'too-little-data';
}

function duration(
  { firstAt, lastAt, hours }: RuleFigures,
  { fromHour, toHour }: DailyPeak,
): readonly Condition[] {
  const ms = firstAt === null || lastAt === null ? 0 : lastAt - firstAt;
  const isPeak = (hour: number): boolean => hour % 24 >= fromHour && hour % 24 < toHour;
  const days = Map.groupBy(Object.keys(hours).map(Number).filter(isPeak), (hour) => Math.floor(hour / 24));
  const seen = Math.max(0, ...[...days.values()].map(({ length }) => length));
  const length = toHour - fromHour;
  return [
    condition('time', ms >= LEAST_MS, `${(ms / HOUR_MS).toFixed(1)} h`, 'at least 24 h', true),
    condition('daily peak', seen >= length, `${seen} of ${length} hours`, 'all hours of one peak', true),
  ];
}

function covered(coverage: CoverageReport | null): Condition {
  const wanted = `at least ${percent(LEAST_COVERAGE)} of what committed operations select`;
  if (!coverage) return condition('coverage', false, 'not known', wanted, true);
  const { compared, reachable, share } = coverage;
  return condition('coverage', share >= LEAST_COVERAGE, `${compared} of ${reachable}`, wanted, true);
}

function exact({ coordinate, n, parity }: CoordinateReport): Condition {
  const met = parity.low >= LEAST_PARITY;
  const figure = withInterval(parity);
  const isOpen = parity.high >= LEAST_PARITY && n < LEAST_COMPARISONS;
  return condition(
    `parity of ${coordinate}`,
    met,
    figure,
    `at least ${percent(LEAST_PARITY)} for certain`,
    isOpen,
  );
}

function none(name: string, classes: readonly ClassReport[], cls: 'type' | 'error-vs-data'): Condition {
  const own = classes.filter((one) => one.class === cls);
  const found = own.reduce((sum, { rate }) => sum + rate.count, 0);
  return condition(name, found === 0, times(found), 'none', false);
}

function failures({ coordinate, n, candidateFailed, controlFailed }: CoordinateReport): Condition {
  const met = candidateFailed.share <= controlFailed.share + MORE_FAILURES;
  const isCertain = newcombe(candidateFailed, controlFailed, Z).low > MORE_FAILURES;
  const figure = `${percent(candidateFailed.share)} against ${percent(controlFailed.share)}`;
  const isOpen = !isCertain && n < LEAST_COMPARISONS;
  return condition(`failures of ${coordinate}`, met, figure, 'at most 0.1 points more than control', isOpen);
}

/** No data never promote. */
const noneBad = (guardrails: Guardrails): Condition =>
  condition(
    'guardrails',
    guardrails === 'good',
    guardrails === 'unknown' ? 'not known' : guardrails,
    'none bad, by a fleet check that watched meanwhile',
    guardrails === 'unknown',
  );

const ignored = ({ coordinate, n, ignoredShare }: CoordinateReport): Condition =>
  condition(
    `ignored of ${coordinate}`,
    ignoredShare <= MOST_IGNORED,
    percent(ignoredShare),
    `at most ${percent(MOST_IGNORED)}`,
    n < LEAST_COMPARISONS,
  );
