import { Deadline } from '../../datasources/http/deadline.js';
import { serialiseMs } from '../../datasources/http/hop-budget.js';
import type { ExplainedBudget } from './explanation.types.js';
import { wavesOf, type Row } from './rows.js';

/** The time that a row may take, in ms. */
export interface RowBudget {
  /** Of each call, as long as no other has to be waited for. */
  readonly budgetMs: number;
  /** Of all its waves. */
  readonly wholeMs: number;
  /** Of LEGACY behind the first wave; 0: nobody is asked. */
  readonly fallbackMs: number;
}

/** Budgets of an operation: of each row, and in all. */
export interface Budgets extends ExplainedBudget {
  readonly ofRow: ReadonlyMap<Row, RowBudget>;
}

/** Lets every hop take all the time that it may, on a clock of its own, and notes what the deadline leaves to each. */
export function budgetsOf(rows: readonly Row[], deadlineMs: number): Budgets {
  const ofRow = new Map<Row, RowBudget>();
  const sumMs = letPass(rows, deadlineMs, (row, budget) => {
    ofRow.set(row, budget);
    return budget.wholeMs;
  });
  return { deadlineMs, sumMs, withFallbacksMs: withFallbacks(rows, deadlineMs), ofRow };
}

/** The same with LEGACY behind every hop, as long as there is time before the answer has to be written. */
function withFallbacks(rows: readonly Row[], deadlineMs: number): number {
  const untilWriting = whole(deadlineMs - serialiseMs(deadlineMs));
  // Behind the first tier of a list the next one is asked, for as long as there is time.
  if (rows.some(({ isListed }) => isListed)) return untilWriting;
  const took = letPass(rows, deadlineMs, (_, { wholeMs, fallbackMs }) => wholeMs + fallbackMs);
  return Math.min(took, untilWriting);
}

/** Goes through the hops, each beginning when the longest row of the one before has ended; resolves to the end, in ms. */
function letPass(
  rows: readonly Row[],
  deadlineMs: number,
  tookMs: (row: Row, budget: RowBudget) => number,
): number {
  let nowMs = 0;
  const request = Deadline.ofRequest(0, deadlineMs, () => nowMs);
  // What a list asks for has to be there by the end of its first tier.
  const tier = request.tier('PRIMARY');
  for (const hop of Map.groupBy(rows, (row) => row.hop).values()) {
    const beganMs = nowMs;
    const took = hop.map((row) => {
      nowMs = beganMs;
      return tookMs(
        row,
        budgetOf(row, row.isListed ? tier : request, (ms) => (nowMs += ms)),
      );
    });
    nowMs = beganMs + Math.max(...took);
  }
  return nowMs;
}

function budgetOf(row: Row, end: Deadline, pass: (ms: number) => void): RowBudget {
  const { timeoutMs, secondary } = row.target;
  const waves = Array.from({ length: wavesOf(row) }, () => {
    const budgetMs = whole(end.budget(timeoutMs, secondary ? 'primary' : 'only'));
    pass(budgetMs);
    return budgetMs;
  });
  return {
    budgetMs: waves[0] ?? 0,
    wholeMs: waves.reduce((sum, ms) => sum + ms, 0),
    fallbackMs: secondary ? whole(end.budget(secondary.timeoutMs, 'secondary')) : 0,
  };
}

const whole = (ms: number): number => Math.max(0, Math.floor(ms));
