import { hasControl } from '../rules/has-control.js';
import type { BasisPoints } from '../rules/rule.types.js';
import { nextStep, stepOf, type Step } from '../rules/steps.js';
import { met, notMet, tooLittle, type Condition } from './condition.js';
import type { JudgedRule } from './evaluate.js';
import { guardrailsIn } from './guardrails-in.js';
import { cameTo, type History } from './history.js';
import { parityCondition } from './parity-condition.js';
import type { ParityReport } from './parity-report.js';

const HOUR_MS = 3_600_000;
const HOURS_OF_A_DAY = 24;
const KEEP_WATCHING = 'Let npm run rollout -- evaluate --history run on, or wait for traffic.';

/** What a gate looks at. */
export interface GateInput {
  readonly rule: JudgedRule;
  readonly toBp: BasisPoints;
  readonly history: History;
  /** Null: none was given. */
  readonly parity: ParityReport | null;
  /** Whether the rule stands in the kill file. */
  readonly isKilled: boolean;
  /** Epoch ms. */
  readonly now: number;
}

/** What a rule has to fulfil before its share becomes `toBp`. Stepping back has no conditions. */
export function gateConditions(input: GateInput): readonly Condition[] {
  const { rule, toBp } = input;
  if (toBp <= rule.bp) return [met('direction', `${rule.bp} to ${toBp}: stepping back needs nothing`)];
  const step = stepOf(rule.bp);
  const since = cameTo(input.history, rule.id, rule.bp);
  return [
    running(rule),
    notKilled(input),
    nextOne(rule.bp, toBp),
    ...(since ? stay(input, step, since) : [unknownStay(rule)]),
    guardrails(input),
    parityCondition(rule, input.parity, since && since.at + step.dwellMs),
  ];
}

const running = ({ state }: JudgedRule): Condition =>
  state === 'running'
    ? met('state', state)
    : notMet('state', `${state}, running is wanted`, 'Publish the rule as running with bp 0 first.');

const notKilled = ({ isKilled }: GateInput): Condition =>
  isKilled
    ? notMet('kill file', 'the rule stands in it', 'Find out why, and take its line out.')
    : met('kill file', 'the rule does not stand in it');

function nextOne(bp: BasisPoints, toBp: BasisPoints): Condition {
  const next = nextStep(bp) ?? bp;
  return toBp <= next
    ? met('step', `${bp} to ${toBp}`)
    : notMet('step', `${bp} to ${toBp}, ${next} is the next step`, `Go to ${next}, or publish with force.`);
}

const unknownStay = ({ id, bp }: JudgedRule): Condition =>
  tooLittle(
    'dwell',
    `the history does not say when ${id} came to ${bp}`,
    `Append ${publicationLine(id, bp)}, with the time and version of that publication.`,
  );

/** What whoever publishes appends to the history. */
export const publicationLine = (id: string, bp: BasisPoints): string =>
  `{"at":"2027-01-04T08:01:00Z","version":1,"rule":"${id}","bp":${bp}}`;

type Since = NonNullable<ReturnType<typeof cameTo>>;

function stay(input: GateInput, step: Step, since: Since): readonly Condition[] {
  const measured = input.history.measurements.filter(
    ({ rule, at, ms }) => rule === input.rule.id && Date.parse(at) - ms >= since.at,
  );
  return [
    dwell(input, step, since),
    enoughOutcomes(input, step, measured),
    ...(step.needsDailyPeak ? [dailyPeak(measured)] : []),
  ];
}

function dwell({ now }: GateInput, { dwellMs }: Step, { at }: Since): Condition {
  const figure = `${hours(now - at)}, ${hours(dwellMs)} are wanted`;
  return now - at >= dwellMs
    ? met('dwell', figure)
    : notMet('dwell', figure, `Ask again at ${new Date(at + dwellMs).toISOString()}.`);
}

function enoughOutcomes({ rule }: GateInput, step: Step, measured: History['measurements']): Condition {
  const sum = (side: 'control' | 'treatment'): number =>
    measured.reduce((total, { outcomes }) => total + outcomes[side], 0);
  const [control, treatment] = [sum('control'), sum('treatment')];
  const least = hasControl(rule) ? Math.min(control, treatment) : treatment;
  const figure = `${control} of control, ${treatment} of treatment, ${step.outcomesPerArm} of each are wanted`;
  return least >= step.outcomesPerArm
    ? met('outcomes', figure)
    : tooLittle('outcomes', figure, KEEP_WATCHING);
}

/** Every hour of the day was seen: so was the busiest one, whichever it is. */
function dailyPeak(measured: History['measurements']): Condition {
  const seen = new Set(measured.map(({ at }) => new Date(at).getUTCHours())).size;
  const figure = `${seen} of ${HOURS_OF_A_DAY} hours of the day were measured`;
  return seen === HOURS_OF_A_DAY
    ? met('daily peak', figure)
    : tooLittle('daily peak', figure, 'Let npm run rollout -- evaluate --history run for a whole day.');
}

function guardrails({ rule, history }: GateInput): Condition {
  switch (guardrailsIn(history, rule.id, -Infinity)) {
    case 'good':
      return met('guardrails', 'none was bad when the fleet check last judged');
    case 'bad':
      return notMet(
        'guardrails',
        'bad when the fleet check last judged',
        'Step back, and mend the treatment.',
      );
    case 'unknown':
      return tooLittle('guardrails', 'the fleet check has not judged this share yet', KEEP_WATCHING);
  }
}

const hours = (ms: number): string => `${(ms / HOUR_MS).toFixed(1)} h`;
