import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nextStep, stepBack, stepOf, STEPS } from '../../rollout/rules/steps.js';

describe('the ladder', () => {
  it('leads from nobody to everybody and back, step by step', () => {
    const shares = STEPS.map(({ bp }) => bp);
    assert.deepEqual(shares, [0, 10, 100, 500, 1_000, 2_500, 5_000, 10_000]);
    shares.forEach((bp, step) => {
      assert.equal(nextStep(bp), shares[step + 1] ?? null);
      assert.equal(stepBack(bp), shares[step - 1] ?? 0);
      assert.equal(stepOf(bp).bp, bp);
    });
  });

  it('takes a share between two steps as being on the lower one', () => {
    assert.equal(stepOf(300).bp, 100);
    assert.equal(nextStep(300), 500);
    assert.equal(stepBack(300), 100);
  });

  it('asks for a longer stay and more outcomes the wider it gets', () => {
    for (const step of STEPS.slice(2)) {
      const before = stepOf(stepBack(step.bp));
      assert.ok(step.dwellMs >= before.dwellMs);
      assert.ok(step.outcomesPerArm >= before.outcomesPerArm || step.bp === 10_000);
      assert.ok(step.needsDailyPeak || !before.needsDailyPeak);
    }
  });
});
