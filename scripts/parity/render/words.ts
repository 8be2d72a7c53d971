import type {
  AnswerReport,
  ClassReport,
  CoordinateReport,
  ParityReport,
  ParityVerdict,
  RuleReport,
} from '../../../rollout/parity/parity-report.types.js';
import { percent, times } from '../../../rollout/parity/words.js';

/** A verdict in two or three words. */
export const VERDICTS: Readonly<Record<ParityVerdict, string>> = {
  met: 'Gate met',
  mismatch: 'Differs',
  'too-little-data': 'Too early to say',
};

/** A verdict as a sign beside words. */
export const SIGNS: Readonly<Record<ParityVerdict, string>> = {
  met: '✓',
  mismatch: '✗',
  'too-little-data': '?',
};

/** The report in one sentence. */
export function headline({ rules }: ParityReport): string {
  const { differing, open, met } = byVerdict(rules);
  if (differing.length > 0) return `${listed(differing)} ${differing.length === 1 ? 'differs' : 'differ'}`;
  if (open.length > 0) return `Too early to say for ${listed(open)}`;
  return met.length > 0 ? `${listed(met)} may take the next step` : 'Nothing is compared';
}

/** What the headline leaves out; empty when it says everything. */
export function subline({ rules }: ParityReport): string {
  const { differing, open, met } = byVerdict(rules);
  const words = [
    ...(differing.length > 0 && open.length > 0 ? [`it is too early to say for ${listed(open)}`] : []),
    ...(differing.length + open.length > 0 && met.length > 0
      ? [`${listed(met)} may take the next step`]
      : []),
  ];
  const text = words.join('; ');
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

function byVerdict(rules: ParityReport['rules']) {
  const named = (verdict: ParityVerdict): readonly string[] =>
    Object.entries(rules).flatMap(([id, { gate }]) => (gate.verdict === verdict ? [id] : []));
  return { differing: named('mismatch'), open: named('too-little-data'), met: named('met') };
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;

/** `noise 0.2 % of 1,302, net +0.41 points (0.18 to 0.69)`: how much more often than control differs from itself. */
export function describeNoise({ noise, net }: Pick<ClassReport, 'noise' | 'net'>): string {
  if (net === null) return 'noise not measured';
  const holdsNothing = net.low <= 0 && net.high >= 0;
  if (holdsNothing && noise.count === 0) return `noise 0 of ${times(noise.total)}: too few to tell`;
  const words = `noise ${percent(noise.share)} of ${times(noise.total)}, net ${signed(net.difference)} points (${signed(net.low)} to ${signed(net.high)})`;
  return holdsNothing ? `${words}: may be noise` : words;
}

const signed = (difference: number): string => {
  const points = Number((difference * 100).toFixed(2));
  return points > 0 ? `+${points}` : points < 0 ? `−${Math.abs(points)}` : '0';
};

/** What keeps two paths apart most often, in a sentence; null: nothing. */
export function describeReproducer({ reproducer }: CoordinateReport): string | null {
  if (!reproducer) return null;
  const { operation, at, served, candidate } = reproducer;
  return `${operation}: ${at} is ${served} on control, ${candidate} on treatment`;
}

/** `; 2 differ elsewhere than in what the rule moves` */
export const describeElsewhere = ({ elsewhere }: AnswerReport): string =>
  elsewhere.count === 0 ? '' : `; ${times(elsewhere.count)} differ elsewhere than in what the rule moves`;

/** `2026-11-11 12:00` */
export const moment = (ms: number): string => upToSecond(ms).slice(0, 16);

const upToSecond = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');

const HOUR_MS = 3_600_000;

/** `12,000 comparisons, 2026-11-10 12:00 to 2026-11-11 13:00 UTC`; with seconds, and one date, below an hour. */
export function describePeriod(n: number, from: number | null, to: number | null): string {
  if (from === null || to === null) return 'Nothing compared yet';
  const comparisons = n === 1 ? '1 comparison' : `${times(n)} comparisons`;
  if (to - from >= HOUR_MS) return `${comparisons}, ${moment(from)} to ${moment(to)} UTC`;
  const [start, end] = [upToSecond(from), upToSecond(to)];
  const isOneDay = start.slice(0, 10) === end.slice(0, 10);
  return `${comparisons}, ${start} to ${isOneDay ? end.slice(11) : end} UTC`;
}

/** `control legacy-items, treatment pricing; control serves, treatment is asked beside it` */
export function describePaths({
  control,
  treatment,
  mode,
}: Pick<RuleReport, 'control' | 'treatment' | 'mode'>): string {
  const [serves, beside] = mode === 'reverse' ? ['treatment', 'control'] : ['control', 'treatment'];
  return `control ${control}, treatment ${treatment}; ${serves} serves, ${beside} is asked beside it`;
}

/** `7 of 80 gave no answer on treatment, 0 on control`; null: all answered. */
export function describeFailed({
  candidateFailed,
  controlFailed,
}: Pick<CoordinateReport, 'candidateFailed' | 'controlFailed'>): string | null {
  if (candidateFailed.count + controlFailed.count === 0) return null;
  return `of ${times(candidateFailed.total)} asked, ${times(candidateFailed.count)} without an answer on treatment, ${times(controlFailed.count)} on control`;
}

/** Stands beside a difference of time alone. */
export const NOT_COUNTED = 'reported, not counted';

/** Said of a rule of the file that the figures were counted without. */
export const COUNTED_WITHOUT =
  'the gateway counted without this rule; restart it with ignore.yaml beside its rules';

/** What comes next. */
export const NEXT: Readonly<Record<ParityVerdict, string>> = {
  met: 'take the step: npm run rollout -- gate; docs/rollout-guardrails.md',
  mismatch: 'start from the examples; docs/parity.md#when-something-differs',
  'too-little-data': 'let it run on, and ask again; docs/parity.md#the-gate',
};

/** Whether a coordinate is another ranking on purpose: no share of its pages is alike. */
export const isMeasuredOnly = ({ ranked }: CoordinateReport): boolean => ranked?.mode === 'different';

/** The same of a whole rule. */
export const measuresOnly = ({ coordinates }: RuleReport): boolean =>
  coordinates.length > 0 && coordinates.every(isMeasuredOnly);

/** `1,200 pages` */
export const pagesOf = (count: number): string => `${times(count)} ${count === 1 ? 'page' : 'pages'}`;
