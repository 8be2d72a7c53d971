import assert from 'node:assert/strict';

import fc from 'fast-check';

/** Every property is tried this often. */
export const RUNS = 1000;

/** One start value, so that a failure comes back on the next run and the coverage below is the same everywhere. */
const SEED = 20190401;

/**
 * Set while seeded faults are looked for: a counterexample is enough then, without its smallest form, and only the property
 * itself counts, not the coverage.
 */
const LOOKS_FOR_FAULTS = process.env['MIXING_FAULT_RUN'] === '1';

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
  least = 10,
): void {
  const occurrences = new Map<string, number>();
  fc.assert(
    fc.property(values, (value) => {
      const met = new Set<string>();
      check(value, (situation) => met.add(situation));
      for (const situation of met) occurrences.set(situation, (occurrences.get(situation) ?? 0) + 1);
    }),
    { numRuns: RUNS, seed: SEED, endOnFailure: LOOKS_FOR_FAULTS },
  );
  for (const situation of LOOKS_FOR_FAULTS ? [] : expected) {
    const count = occurrences.get(situation) ?? 0;
    assert.ok(count >= least, `"${situation}" occurred in ${count} of ${RUNS} runs, expected ${least}`);
  }
}
