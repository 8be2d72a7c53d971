import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PerSecond } from '../../src/shadow/per-second.js';

const SECONDS = 100;

/** How many begin when there is always one that would. */
function begun(perSecond: number): number {
  let ms = 0;
  const bound = new PerSecond(() => ms);
  let count = 0;
  for (; ms < SECONDS * 1_000; ms += 50)
    if (bound.hasRoom('rule', perSecond)) {
      bound.count('rule', perSecond);
      count += 1;
    }
  return count;
}

describe('a bound by the second', () => {
  for (const perSecond of [0, 0.1, 0.5, 1, 1.6, 5])
    it(`of ${perSecond} lets so many begin on average`, () =>
      assert.equal(begun(perSecond), perSecond * SECONDS));
});
