import { wilson } from '../statistics/wilson.js';
import { percent, type Finding } from './finding.js';
import type { RuleFigures } from './fleet-figures.js';

const Z = 3.5;
/** What the gate asks of coordinates that have to be exact. */
const LEAST_PARITY = 0.999;
const LEAST_COMPARISONS = 1_000;
/** Results that say nothing about whether values agree. */
const OUTSIDE: ReadonlySet<string> = new Set([
  'latency',
  'candidate-failed',
  'not-comparable',
  'unrecorded-call',
]);

/** How many values agreed at each coordinate; bad where that is below the gate's figure beyond doubt. */
export function parityFindings({ parity }: RuleFigures): readonly Finding[] {
  return [...parity].flatMap(([coordinate, results]) => {
    const judged = [...results].filter(([result]) => !OUTSIDE.has(result));
    const total = judged.reduce((sum, [, count]) => sum + count, 0);
    if (total < LEAST_COMPARISONS) return [];
    const equal = results.get('equal') ?? 0;
    const interval = wilson({ count: equal, total }, Z);
    return [
      {
        name: `parity of ${coordinate}`,
        isBad: interval.high < LEAST_PARITY,
        control: null,
        treatment: equal / total,
        interval,
        text:
          `parity of ${coordinate}: ${percent(equal / total)} of ${total}, ` +
          `at most ${percent(interval.high)}; limit ${percent(LEAST_PARITY)}.`,
      },
    ];
  });
}
