import type { Interval } from '../statistics/bootstrap.js';
import type { Goal } from '../suite/scenario.js';

/** Whether a number is what a goal wants: its median, or for `within` the whole interval around 1. */
export function isReached(goal: Goal, { median, low, high }: Interval): boolean {
  if ('atMost' in goal) return median <= goal.atMost;
  if ('atLeast' in goal) return median >= goal.atLeast;
  return low >= 1 - goal.within && high <= 1 + goal.within;
}

/** A goal in words of a table. */
export function describeGoal(goal: Goal): string {
  if ('atMost' in goal) return `≤ ${goal.atMost}`;
  if ('atLeast' in goal) return `≥ ${goal.atLeast}`;
  return `1 ± ${goal.within}`;
}
