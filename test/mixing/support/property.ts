import assert from 'node:assert/strict';

import fc from 'fast-check';

/** Every property is tried this often. */
export const RUNS = 2000;

/** One start value, so that a failure comes back on the next run and the coverage below is the same everywhere. */
const SEED = 20190401;

/** Remembers that a situation occurred in this run. */
export type Seen = (situation: string) => void;

/**
 * Checks a property on `RUNS` generated values and then that each expected situation occurred in at least `least` of them:
 * a property that never meets its subject proves nothing.
 */
export function checkProperty<T>(
  values: fc.Arbitrary<T>,
  expected: readonly string[],
  check: (value: T, seen: Seen) => void,
  least = 20,
): void {
  const occurrences = new Map<string, number>();
  fc.assert(
    fc.property(values, (value) => {
      const met = new Set<string>();
      check(value, (situation) => met.add(situation));
      for (const situation of met) occurrences.set(situation, (occurrences.get(situation) ?? 0) + 1);
    }),
    { numRuns: RUNS, seed: SEED },
  );
  for (const situation of expected) {
    const count = occurrences.get(situation) ?? 0;
    assert.ok(count >= least, `"${situation}" occurred in ${count} of ${RUNS} runs, expected ${least}`);
  }
}
