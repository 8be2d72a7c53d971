import type {
  AnswerReport,
  ClassReport,
  CoordinateReport,
  ParityReport,
  RuleReport,
  SliceReport,
} from '../../../rollout/parity/parity-report.types.js';
import { percent, times, withInterval } from '../../../rollout/parity/words.js';
import {
  describeElsewhere,
  describeNet,
  describePeriod,
  describeReproducer,
  headline,
  SIGNS,
  VERDICTS,
} from './words.js';

/** More are in the JSON. */
const MOST_CLASSES = 12;
const MOST_SLICES = 8;
const MOST_ANSWER_CLASSES = 4;

/** The report for a terminal. */
export function renderText(report: ParityReport): string {
  const rules = Object.entries(report.rules).flatMap(([id, rule]) => ['', ...ruleLines(id, rule)]);
  const stale = report.ignored.filter((one) => one.stale !== null);
  const ignored = report.ignored.map(
    ({ at, class: cls, hits, owner, expires, stale: why }) =>
      `  ${why === null ? ' ' : '✗'} ${at} ${cls}: ${times(hits)} hits, ${owner ?? 'not in the file'}${
        expires === null ? '' : `, until ${expires}`
      }${why === null ? '' : `, ${why}`}`,
  );
  return `${[
    `${SIGNS[report.verdict]} ${headline(report)}.`,
    ...rules,
    ...(ignored.length > 0
      ? ['', `Accepted differences${stale.length > 0 ? ', some of which have to go' : ''}`]
      : []),
    ...ignored,
  ].join('\n')}\n`;
}

function ruleLines(
  id: string,
  { gate, coordinates, operations, clients, answers, coverage, dropped, ...period }: RuleReport,
): string[] {
  const n = operations.reduce((sum, one) => sum + one.n, 0);
  const unmet = gate.conditions.filter(({ met }) => !met);
  return [
    `${SIGNS[gate.verdict]} ${id}: ${VERDICTS[gate.verdict]}. ${describePeriod(n, period.firstAt, period.lastAt)}`,
    ...unmet.map(
      ({ name, figure, wanted, open }) => `  ${open ? '…' : '✗'} ${name}: ${figure}; wanted: ${wanted}`,
    ),
    ...coordinates.flatMap(coordinateLines),
    ...sliceLines('operations', operations),
    ...sliceLines('clients', clients),
    ...answerLines(answers),
    ...(coverage ? [`  coverage: ${coverage.compared} of ${coverage.reachable}`] : []),
    ...Object.entries(dropped).map(([reason, count]) => `  not compared, ${reason}: ${times(count)}`),
  ];
}

function coordinateLines(one: CoordinateReport): string[] {
  const { coordinate, parity, rawParity, ignoredShare, noiseN, ranked, classes } = one;
  const reproducer = describeReproducer(one);
  return [
    `  ${coordinate}: ${withInterval(parity)} of ${times(parity.total)} alike${
      ignoredShare > 0 ? `, ${withInterval(rawParity)} with nothing ignored` : ''
    }; noise from ${times(noiseN)}`,
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

const classLine = ({ at, class: cls, rate, noise, net }: ClassReport): string =>
  `    ${cls.padEnd(16)} ${at}  ${times(rate.count)} (${percent(rate.share)}), noise ${percent(noise.share)}, ${describeNet(net)}`;

/** Classes stand under the answers in which they were met. */
const answerLines = (answers: readonly AnswerReport[]): string[] =>
  answers.length === 0
    ? []
    : [
        '  whole answers',
        ...answers
          .slice(0, MOST_SLICES)
          .flatMap((one) => [
            `    ${one.operation}, ${one.client}: ${withInterval(one.parity)} of ${times(one.n)}${describeElsewhere(one)}`,
            ...one.classes.slice(0, MOST_ANSWER_CLASSES).map((each) => `  ${classLine(each)}`),
          ]),
      ];

const sliceLines = (title: string, slices: readonly SliceReport[]): string[] =>
  slices.length === 0
    ? []
    : [
        `  ${title}, least alike first`,
        ...slices
          .slice(0, MOST_SLICES)
          .map(({ name, parity, n }) => `    ${name}: ${withInterval(parity)} of ${times(n)}`),
      ];
