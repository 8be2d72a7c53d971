import type {
  AnswerReport,
  ClassReport,
  CoordinateReport,
  IgnoredReport,
  ParityReport,
  Rate,
  RuleReport,
  SliceReport,
} from '../../../rollout/parity/parity-report.types.js';
import { percent, times, withInterval } from '../../../rollout/parity/words.js';
import { NEVER_COMPARED } from '../declared-arms.js';
import { describeDropped, lackingOnes, sharedOnes, TIMED_OUT, timedOut } from './not-compared.js';
import {
  COUNTED_WITHOUT,
  describeElsewhere,
  describeFailed,
  describeNoise,
  describePaths,
  describePeriod,
  describeReproducer,
  headline,
  isMeasuredOnly,
  measuresOnly,
  NEXT,
  NOT_COUNTED,
  pagesOf,
  SIGNS,
  VERDICTS,
} from './words.js';

/** More are in the JSON. */
const MOST_CLASSES = 12;
const MOST_SLICES = 8;
const MOST_ANSWER_CLASSES = 4;

/** The report for a terminal. */
export function renderText(report: ParityReport): string {
  const rules = Object.entries(report.rules);
  const hasOpen = rules.some(([, { gate }]) => gate.conditions.some(({ open }) => open));
  return `${[
    `${SIGNS[report.verdict]} ${headline(report)}.${report.instances > 1 ? ` Figures of ${report.instances} instances.` : ''}`,
    ...(hasOpen ? ['  (✗ not met; ? open: more data may change it)'] : []),
    ...rules.flatMap(([id, rule]) => ['', ...ruleLines(id, rule)]),
    ...ignoredLines(report.ignored),
    '',
    `Never compared: ${NEVER_COMPARED.join(', ')} (on one path there is nothing to compare with)`,
    `Next: ${NEXT[report.verdict]}`,
  ].join('\n')}\n`;
}

function ignoredLines(ignored: readonly IgnoredReport[]): readonly string[] {
  if (ignored.length === 0) return [];
  const stale = ignored.filter((one) => one.stale !== null);
  return [
    '',
    `Accepted differences${stale.length > 0 ? ', some of which have to go' : ''}`,
    ...ignored.map(({ at, class: cls, hits, owner, expires, stale: why, isCounted }) =>
      [
        `  ${why === null ? ' ' : '✗'} ${at} ${cls}: ${isCounted ? `${times(hits)} hits` : COUNTED_WITHOUT}`,
        owner ?? 'not in the file',
        ...(expires === null ? [] : [`until ${expires}`]),
        ...(why === null ? [] : [why]),
      ].join(', '),
    ),
  ];
}

function ruleLines(id: string, rule: RuleReport): string[] {
  const { gate, operations, clients, answers, coverage, dropped, firstAt, lastAt } = rule;
  const n = operations.reduce((sum, one) => sum + one.n, 0);
  const unmet = gate.conditions.filter(({ met }) => !met);
  const lacking = lackingOnes(rule);
  const mostDropped = describeDropped(rule);
  return [
    `${SIGNS[gate.verdict]} ${id}: ${VERDICTS[gate.verdict]}. ${describePeriod(n, firstAt, lastAt)}`,
    `  ${describePaths(rule)}`,
    ...(mostDropped === null ? [] : [`  ${mostDropped}`]),
    ...(timedOut(rule) ? [`  ${TIMED_OUT}`] : []),
    ...unmet.map(
      ({ name, figure, wanted, open }) => `  ${open ? '?' : '✗'} ${name}: ${figure}; wanted: ${wanted}`,
    ),
    ...sharedOnes(rule).flatMap(coordinateLines),
    ...(lacking.length > 0 ? [`  ${lacking.join(', ')}: not compared (LEGACY knows none)`] : []),
    ...sliceLines('operations', operations, measuresOnly(rule)),
    ...sliceLines('clients', clients, measuresOnly(rule)),
    ...answerLines(answers),
    ...(coverage ? [`  coverage: ${coverage.compared} of ${coverage.reachable}`] : []),
    ...Object.entries(dropped).map(([reason, count]) => `  not compared, ${reason}: ${times(count)}`),
  ];
}

function coordinateLines(one: CoordinateReport): string[] {
  const { coordinate, parity, rawParity, ignoredShare, noiseN, ranked, classes } = one;
  const [reproducer, failed] = [describeReproducer(one), describeFailed(one)];
  return [
    `  ${coordinate}: ${[
      isMeasuredOnly(one) ? `${pagesOf(parity.total)}, measured only` : alike(parity),
      ...(ignoredShare > 0 ? [`${withInterval(rawParity)} with nothing ignored`] : []),
      ...(failed === null ? [] : [failed]),
      noiseN === 0 ? 'noise not measured' : `noise from ${times(noiseN)}`,
    ].join('; ')}`,
    ...(ranked?.measured
      ? [
          `    overlap@10 ${ranked.measured.overlap[10].toFixed(3)}, τ ${ranked.measured.tau?.toFixed(3) ?? 'none'}; control with itself ${
            ranked.noise
              ? `${ranked.noise.overlap[10].toFixed(3)}, ${ranked.noise.tau?.toFixed(3) ?? 'none'}`
              : 'not measured'
          }`,
        ]
      : []),
    ...classes.slice(0, MOST_CLASSES).map(classLine),
    ...(reproducer === null ? [] : [`    for example ${reproducer}`]),
  ];
}

const alike = (parity: Rate): string =>
  parity.total === 0 ? 'nothing compared' : `${withInterval(parity)} of ${times(parity.total)} alike`;

const classLine = (one: ClassReport): string =>
  `    ${one.class.padEnd(16)} ${one.at}  ${times(one.rate.count)} (${percent(one.rate.share)}), ${
    one.class === 'latency' ? NOT_COUNTED : describeNoise(one)
  }`;

/** Classes stand under the answers in which they were met. */
const answerLines = (answers: readonly AnswerReport[]): string[] =>
  answers.length === 0
    ? []
    : [
        '  whole answers',
        ...answers
          .slice(0, MOST_SLICES)
          .flatMap((one) => [
            `    ${one.operation}, ${one.client}: ${ofAll(one.parity)}${describeElsewhere(one)}`,
            ...one.classes.slice(0, MOST_ANSWER_CLASSES).map((each) => `  ${classLine(each)}`),
          ]),
      ];

const sliceLines = (title: string, slices: readonly SliceReport[], isMeasured: boolean): string[] =>
  slices.length === 0
    ? []
    : [
        isMeasured ? `  ${title}` : `  ${title}, least alike first`,
        ...slices
          .slice(0, MOST_SLICES)
          .map(({ name, parity }) => `    ${name}: ${isMeasured ? pagesOf(parity.total) : ofAll(parity)}`),
      ];

const ofAll = (parity: Rate): string =>
  parity.total === 0 ? 'nothing compared' : `${withInterval(parity)} of ${times(parity.total)}`;
