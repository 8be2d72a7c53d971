import type { BasisPoints } from './rule.types.js';

/** A rung of the ladder that a rule climbs, and what has to be seen on it before the next one. */
export interface Step {
  readonly bp: BasisPoints;
  /** Milliseconds that the rule stays here at least. */
  readonly dwellMs: number;
  /** Primary outcomes that each arm needs here; 0: the ladder ends, so none are asked for. */
  readonly outcomesPerArm: number;
  /** Whether the stay has to include a daily peak. */
  readonly needsDailyPeak: boolean;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The first step, on which the allow-list alone is on treatment. */
const ALLOW_LIST: Step = { bp: 0, dwellMs: DAY_MS, outcomesPerArm: 200, needsDailyPeak: false };

/** All steps, the narrowest first. The last one is left by retiring the rule. */
export const STEPS: readonly Step[] = [
  ALLOW_LIST,
  { bp: 10, dwellMs: 2 * HOUR_MS, outcomesPerArm: 1_000, needsDailyPeak: false },
  { bp: 100, dwellMs: 6 * HOUR_MS, outcomesPerArm: 5_000, needsDailyPeak: false },
  { bp: 500, dwellMs: 12 * HOUR_MS, outcomesPerArm: 20_000, needsDailyPeak: false },
  { bp: 1_000, dwellMs: DAY_MS, outcomesPerArm: 50_000, needsDailyPeak: true },
  { bp: 2_500, dwellMs: DAY_MS, outcomesPerArm: 100_000, needsDailyPeak: true },
  { bp: 5_000, dwellMs: DAY_MS, outcomesPerArm: 100_000, needsDailyPeak: true },
  { bp: 10_000, dwellMs: 7 * DAY_MS, outcomesPerArm: 0, needsDailyPeak: true },
];

/** The step that a share has reached: the widest one that is not wider than it. */
export function stepOf(bp: BasisPoints): Step {
  return STEPS.findLast((step) => step.bp <= bp) ?? ALLOW_LIST;
}

/** The widest share that may follow `bp` without force; null: there is nothing wider. */
export function nextStep(bp: BasisPoints): BasisPoints | null {
  return STEPS.find((step) => step.bp > bp)?.bp ?? null;
}

/** The share of one step back; 0 stays 0. Stepping back has no dwell. */
export function stepBack(bp: BasisPoints): BasisPoints {
  return STEPS.findLast((step) => step.bp < bp)?.bp ?? 0;
}
