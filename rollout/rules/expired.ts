import type { Rule, RuleSet } from './rule.types.js';

/** Length of `2027-09-30`. */
const DATE_LENGTH = 10;

/** Rules whose last day (UTC) is over at `now` (epoch ms). For checks of files only: traffic never moves by the calendar. */
export function expired({ rules }: RuleSet, now: number): readonly Rule[] {
  const today = new Date(now).toISOString().slice(0, DATE_LENGTH);
  return rules.filter(({ expires }) => expires < today);
}
