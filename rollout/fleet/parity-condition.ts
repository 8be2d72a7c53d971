import { met, notMet, tooLittle, type Condition } from './condition.js';
import type { JudgedRule } from './evaluate.js';
import type { ParityReport } from './parity-report.js';

const MAKE_ONE = 'Run npm run parity, and give its report.json with --parity.';
const MAKE_ANEW = 'Let the shadow run on, and run npm run parity again.';

/**
 * What a report of parity says of a rule. `wantedUntil`, epoch ms: the end of the least stay at the present share; comparisons
 * have to go on until then, but may begin before. Null: nobody knows when the rule came to it, which is another condition.
 */
export function parityCondition(
  rule: JudgedRule,
  report: ParityReport | null,
  wantedUntil: number | null,
): Condition {
  if (rule.compared === 'nothing') return met('parity', 'there is nothing to compare with');
  const own = report?.rules[rule.id];
  if (!report || !own) return tooLittle('parity', `no report says anything of ${rule.id}`, MAKE_ONE);
  const other = howElse(rule, own);
  if (other !== null) return tooLittle('parity', other, MAKE_ANEW);
  const { verdict, conditions } = own.gate;
  const unmet = conditions.filter((condition) => !condition.met);
  const figure = unmet.map(({ name, figure: one }) => `${name}: ${one}`).join('; ');
  if (verdict === 'mismatch')
    return notMet('parity', figure, 'Mend what the report shows, and compare anew.');
  if (verdict === 'too-little-data') return tooLittle('parity', figure, MAKE_ANEW);
  const until = Math.min(report.madeAt, own.lastAt ?? -Infinity);
  if (wantedUntil !== null && until < wantedUntil)
    return tooLittle(
      'parity',
      `the report ends at ${timeOf(until)}, ${timeOf(wantedUntil)} is wanted`,
      MAKE_ANEW,
    );
  return met('parity', 'the gate of the report is met');
}

/** In what a report is of something else than the rule would compare today; null: it is of the same. */
function howElse(
  { control, treatment, shadow: { ranked } }: JudgedRule,
  own: ParityReport['rules'][string],
): string | null {
  if (own.control !== control || own.treatment !== treatment)
    return `the report compares ${own.control} with ${own.treatment}, and the rule ${control} with ${treatment}`;
  return own.ranked === 'different' && ranked === 'same'
    ? 'the report was made while ranked was different, and it is same'
    : null;
}

const timeOf = (at: number): string => (Number.isFinite(at) ? new Date(at).toISOString() : 'no comparison');
