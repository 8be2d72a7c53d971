import type {
  AnswerReport,
  ClassReport,
  CoordinateReport,
  ParityReport,
  ParityVerdict,
} from '../../../rollout/parity/parity-report.types.js';
import { times } from '../../../rollout/parity/words.js';

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
  'too-little-data': '…',
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

/** `+0.41 points (0.18 to 0.69)`: how much more often than by chance. */
export function describeNet(net: ClassReport['net']): string {
  if (net === null) return 'noise not measured';
  return `${signed(net.difference)} points (${signed(net.low)} to ${signed(net.high)})`;
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
export const moment = (ms: number): string => new Date(ms).toISOString().slice(0, 16).replace('T', ' ');

/** `12,000 comparisons, 2026-11-10 12:00 to 2026-11-11 13:00 UTC` */
export const describePeriod = (n: number, from: number | null, to: number | null): string =>
  from === null || to === null
    ? 'nothing compared yet'
    : `${times(n)} comparisons, ${moment(from)} to ${moment(to)} UTC`;
