import { Deadline } from '../../datasources/http/deadline.js';
import { serialiseMs } from '../../datasources/http/hop-budget.js';
import type { ExplainedBudget } from './explanation.types.js';
import type { Row } from './rows.js';

/** The time that a row may take, in ms. */
export interface RowBudget {
  readonly budgetMs: number;
  /** Of LEGACY behind it; 0: nobody is asked. */
  readonly fallbackMs: number;
}

/** Budgets of an operation: of each row, and in all. */
export interface Budgets extends ExplainedBudget {
  readonly ofRow: ReadonlyMap<Row, RowBudget>;
}

/** Lets every hop take all the time that it may, on a clock of its own, and notes what the deadline leaves to each. */
export function budgetsOf(rows: readonly Row[], deadlineMs: number): Budgets {
  let nowMs = 0;
  const request = Deadline.ofRequest(0, deadlineMs, () => nowMs);
  const ends = { request, list: request.tier('PRIMARY') };
  const ofRow = new Map<Row, RowBudget>();
  const hops = [...Map.groupBy(rows, ({ hop }) => hop).values()];
  for (const hop of hops) {
    const beganMs = nowMs;
    for (const row of hop) {
      nowMs = beganMs;
      ofRow.set(
        row,
        budgetOf(row, ends, (ms) => (nowMs += ms)),
      );
    }
    nowMs = beganMs + Math.max(...hop.map((row) => ofRow.get(row)?.budgetMs ?? 0));
  }
  return {
    deadlineMs,
    sumMs: nowMs,
    withFallbacksMs: withFallbacks(hops, deadlineMs),
    ofRow,
  };
}

interface Ends {
  readonly request: Deadline;
  /** Of the first tier of a list. */
  readonly list: Deadline;
}

function budgetOf(
  { target, isListed }: Row,
  { request, list }: Ends,
  passes: (ms: number) => void,
): RowBudget {
  const end = isListed ? list : request;
  const { timeoutMs, secondary } = target;
  const budgetMs = whole(end.budget(timeoutMs, secondary ? 'primary' : 'only'));
  if (!secondary) return { budgetMs, fallbackMs: 0 };
  passes(budgetMs);
  return { budgetMs, fallbackMs: whole(end.budget(secondary.timeoutMs, 'secondary')) };
}

/** The same with LEGACY behind every hop: later ones have less then, and the answer has to be written. */
function withFallbacks(hops: readonly (readonly Row[])[], deadlineMs: number): number {
  let nowMs = 0;
  const request = Deadline.ofRequest(0, deadlineMs, () => nowMs);
  const ends = { request, list: request.tier('PRIMARY') };
  const untilWriting = whole(deadlineMs - serialiseMs(deadlineMs));
  // Behind the first tier of a list the next one is asked, for as long as there is time.
  if (hops.flat().some(({ isListed }) => isListed)) return untilWriting;
  for (const hop of hops) {
    const beganMs = nowMs;
    const took = hop.map((row) => {
      nowMs = beganMs;
      const { budgetMs, fallbackMs } = budgetOf(row, ends, (ms) => (nowMs += ms));
      return budgetMs + fallbackMs;
    });
    nowMs = beganMs + Math.max(...took);
  }
  return Math.min(nowMs, untilWriting);
}

const whole = (ms: number): number => Math.max(0, Math.floor(ms));
