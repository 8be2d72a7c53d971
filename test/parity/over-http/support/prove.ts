import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { HttpDefect } from '../defect.js';
import { hunt, MOST_COMPARISONS, type Hunted } from './hunt.js';
import { lookAtNoise, type Quiet } from './look-at-noise.js';
import { startStage, type Served, type Stage } from './stage.js';

/** Starts a stage before the tests of a suite and closes it behind them. */
export function useStage(): () => Stage {
  let stage: Stage | undefined;
  before(async () => {
    stage = await startStage();
  });
  after(() => stage?.close());
  return () => stage ?? assert.fail('it did not start');
}

/** Tests that a running gateway finds each of these, spoilt once in `every` comparisons, and nothing before. */
export function itFinds(
  stage: () => Stage,
  defects: readonly HttpDefect[],
  every: number,
  found: (defect: HttpDefect, hunted: Hunted) => void = () => undefined,
): void {
  for (const defect of defects)
    it(`finds a candidate that ${defect.name} (${defect.at}: ${defect.class})`, async () => {
      const hunted = await hunt(stage(), defect, every);
      assert.deepEqual(hunted.unprovoked, [], 'nothing differs by itself');
      assert.notEqual(hunted.comparisons, null, `found instead: ${hunted.found.join(', ')}`);
      found(defect, hunted);
    });
}

/** Tests that a running gateway finds nothing in a candidate that is sound. */
export function itIsQuiet(stage: () => Stage, served: Served, looks: number): void {
  it(`finds no fault in sound candidates while ${served} is served`, async () => {
    const { ab, aa, dropped, classes }: Quiet = await lookAtNoise(stage(), served, looks);
    assert.ok(ab.compared + aa.compared >= MOST_COMPARISONS);
    assert.ok(dropped <= (ab.compared + aa.compared) / 100, `${dropped} were let go`);
    assert.ok(ab.flagged <= ab.compared / 1_000 && aa.flagged <= aa.compared / 1_000, classes.join(', '));
  });
}
