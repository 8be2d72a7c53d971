import { newcombe } from '../statistics/newcombe.js';
import { wilson } from '../statistics/wilson.js';
import { percent, type Finding } from './finding.js';
import { badOf, outcomesOf, type ArmFigures, type RuleFigures } from './fleet-figures.js';

/** Standard deviations: checks come every half minute, and none of them may step back by chance. */
const Z = 3.5;

const RATES: readonly (readonly [name: string, count: (arm: ArmFigures) => number])[] = [
  ['error rate', ({ outcomes }) => outcomes.error],
  ['timeout rate', ({ outcomes }) => outcomes.timeout],
  ['invalid rate', ({ outcomes }) => outcomes.invalid],
  ['empty rate', ({ outcomes }) => outcomes.empty],
  ['fallback rate', ({ fallbacks }) => fallbacks],
];

/** How each rate of treatment compares with the one of control; bad beyond doubt above `limit`, a share. */
export function rateFindings(figures: RuleFigures, hasControl: boolean, limit: number): readonly Finding[] {
  return RATES.map(([name, count]) => rateFinding(name, count, figures, hasControl, limit));
}

/** The same for bad outcomes of all kinds together. */
export const badFinding = (figures: RuleFigures, hasControl: boolean, limit: number): Finding =>
  rateFinding('share of bad outcomes', badOf, figures, hasControl, limit);

function rateFinding(
  name: string,
  count: (arm: ArmFigures) => number,
  { control, treatment }: RuleFigures,
  hasControl: boolean,
  limit: number,
): Finding {
  const of = (arm: ArmFigures) => {
    const total = outcomesOf(arm);
    // A fallback and its outcome may be counted in two scrapes.
    return { count: Math.min(count(arm), total), total };
  };
  const [first, second] = [of(treatment), of(control)];
  const interval = hasControl ? newcombe(first, second, Z) : wilson(first, Z);
  const rate = first.total === 0 ? 0 : first.count / first.total;
  const other = second.total === 0 ? 0 : second.count / second.total;
  return {
    name,
    isBad: interval.low > limit,
    control: hasControl ? other : null,
    treatment: rate,
    interval,
    text:
      `${name}: ${percent(rate)}${hasControl ? ` against ${percent(other)}` : ''}, ` +
      `at least ${percent(interval.low)}${hasControl ? ' more' : ''}; limit ${percent(limit)}.`,
  };
}
