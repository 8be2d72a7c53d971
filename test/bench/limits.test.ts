import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { excessesOf, parseLimits } from '../../bench/limits.js';
import { evaluate } from '../../bench/report/evaluate.js';
import { SCENARIOS } from '../../bench/scenarios/scenarios.js';
import { recordOf } from './support/records.js';

const reason = 'Measured at 1.4, with room for noise.';
const limitsOf = (limit: object) => parseLimits(JSON.stringify({ 'ours-theirs': limit }), ['ours-theirs']);
const verdictsOf = (ours: number) => evaluate(recordOf([{ ours, theirs: 1 }])).verdicts;

describe('a limit', () => {
  it('is exceeded above, not at, its value, and the message says what to do', () => {
    const limits = limitsOf({ atMost: 1.7, reason });
    assert.deepEqual(excessesOf(limits, verdictsOf(1.7)), []);
    const [excess] = excessesOf(limits, verdictsOf(1.8));
    assert.match(
      excess ?? '',
      /Ours ÷ theirs is 1\.80 .*above its limit of 1\.7.*[\s\S]*bench\/limits\.json/,
    );
  });

  it('can be a lower one', () => {
    const limits = limitsOf({ atLeast: 1.4, reason });
    assert.deepEqual(excessesOf(limits, verdictsOf(1.5)), []);
    assert.match(excessesOf(limits, verdictsOf(1.3))[0] ?? '', /below its limit of 1\.4/);
  });

  it('is not met by a number that was not measured', () => {
    const [verdict] = verdictsOf(1);
    assert(verdict);
    const excesses = excessesOf(limitsOf({ atMost: 2, reason }), [{ ...verdict, number: null }]);
    assert.match(excesses[0] ?? '', /was not measured/);
  });

  it('needs a reason and a claim', () => {
    assert.throws(() => limitsOf({ atMost: 2 }));
    assert.throws(() => limitsOf({ atMost: 2, reason: 'because' }));
    assert.throws(
      () => parseLimits(JSON.stringify({ other: { atMost: 2, reason } }), ['ours-theirs']),
      /other/,
    );
  });
});

describe('the committed limits', () => {
  it('belong to claims of scenarios that the short form runs', () => {
    const claims = SCENARIOS.filter(({ quick }) => quick).flatMap((scenario) => scenario.claims);
    const limits = parseLimits(
      readFileSync('bench/limits.json', 'utf8'),
      claims.map(({ id }) => id),
    );
    assert('S1-vitrine-hand-written' in limits);
  });
});

describe('the scenarios', () => {
  it('have names of their own, and so have their claims', () => {
    const ids = SCENARIOS.map(({ id }) => id);
    assert.deepEqual(ids, [...new Set(ids)]);
    const claims = SCENARIOS.flatMap((scenario) => scenario.claims.map(({ id }) => id));
    assert.deepEqual(claims, [...new Set(claims)]);
  });

  it('claim figures that they measure', () => {
    for (const { figures, claims } of SCENARIOS)
      for (const { id, figure } of claims)
        assert(
          figures.some(({ key }) => key === figure),
          id,
        );
  });
});
