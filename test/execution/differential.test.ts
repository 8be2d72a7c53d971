import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createComparison } from './support/compare.js';
import type { Compared } from './support/compare.js';
import { createQueryGenerator } from './support/query-generator.js';
import { createRandom } from './support/random.js';
import type { Fault } from './support/village-data.js';
import { FAULTS } from './support/village-faults.js';
import { VILLAGE_SCALARS, villageSchema } from './support/village-schema.js';

type Faults = ReadonlyMap<string, Fault>;

/** Compares generated requests until enough of them were worth it; `most` bounds how many may be generated. */
async function compareGenerated(
  seed: number,
  faultsFor: (query: string) => Faults,
  isWorthIt: (compared: Compared) => boolean,
  { wanted, most }: { wanted: number; most: number },
): Promise<{ excused: number }> {
  const next = createQueryGenerator({ schema: villageSchema, seed, scalars: VILLAGE_SCALARS });
  const { compare } = createComparison(villageSchema);
  let count = 0;
  let excused = 0;
  for (let generated = 0; count < wanted; generated++) {
    assert.ok(generated < most, `only ${count} of ${generated} requests were worth comparing`);
    const request = next();
    const faults = faultsFor(request.query);
    const compared = await compare(request, () => ({ faults, calls: new Map() }));
    if (isWorthIt(compared)) count++;
    if (compared.isExcused) excused++;
  }
  return { excused };
}

test('2,000 generated queries get the same answers compiled and interpreted', async () => {
  const isWorthIt = ({ isCompiled }: Compared) => isCompiled;
  await compareGenerated(1, () => new Map(), isWorthIt, { wanted: 2_000, most: 4_000 });
});

test('500 generated queries over broken fields get the same data and the same errors', async () => {
  const random = createRandom(2);
  const breakOne = (query: string): Faults => {
    const selected = FAULTS.filter(([coordinate]) => query.includes(`${coordinate.split('.')[1] ?? ''} `));
    const [coordinate, ways] = random.pick(selected.length > 0 ? selected : FAULTS);
    return new Map([[coordinate, random.pick(ways)]]);
  };
  const isWorthIt = ({ isCompiled, hasErrors }: Compared) => isCompiled && hasErrors;
  const { excused } = await compareGenerated(2, breakOne, isWorthIt, { wanted: 500, most: 4_000 });
  assert.ok(excused <= 5, `${excused} answers differ in errors inside parts that are null`);
});
