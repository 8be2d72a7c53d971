import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { HttpDefect } from '../defect.js';
import { hunt, type Hunted } from './hunt.js';
import { startStage, type Stage } from './stage.js';

/** Tests that a running gateway finds each of these, spoilt once in `every` comparisons, and nothing before and elsewhere. */
export function proveFound(
  defects: readonly HttpDefect[],
  every: number,
  found: (defect: HttpDefect, hunted: Hunted) => void = () => undefined,
): void {
  describe('a gateway compares, over HTTP,', () => {
    let stage: Stage;
    before(async () => {
      stage = await startStage();
    });
    after(() => stage.close());

    for (const defect of defects)
      it(`and finds a candidate that ${defect.name} (${defect.at}: ${defect.class})`, async () => {
        const hunted = await hunt(stage, defect, every);
        assert.deepEqual(hunted.unprovoked, [], 'nothing differs by itself');
        assert.notEqual(hunted.comparisons, null, `found instead: ${hunted.found.join(', ')}`);
        found(defect, hunted);
      });
  });
}
