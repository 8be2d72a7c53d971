import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import { RetryBudget } from '../../datasources/guard/retry-budget.js';
import { checkProperty } from '../mixing/support/property.js';
import { TestTime } from './support/test-time.js';

let time: TestTime;
let budget: RetryBudget;
beforeEach(() => {
  time = new TestTime();
  budget = new RetryBudget(time);
});

describe('a retry budget', () => {
  it('is for those failures only before which nobody began to answer', () => {
    for (const cls of ['CONNECT', 'RESET', 'BAD_GATEWAY'] as const) {
      assert.equal(new RetryBudget(time).mayRetry(cls, 100), true, cls);
    }
    for (const cls of [
      'TIMEOUT',
      'CONNECT_TIMEOUT',
      'UPSTREAM_5XX',
      'UPSTREAM_BUSY',
      'UPSTREAM_LIMITED',
    ] as const) {
      assert.equal(budget.mayRetry(cls, 100), false, cls);
    }
  });

  it('allows three a second where nothing was earned', () => {
    const asked = () => budget.mayRetry('RESET', 100);
    assert.deepEqual([asked(), asked(), asked(), asked()], [true, true, true, false]);
    time.pass(999);
    assert.equal(asked(), false);
    time.pass(1);
    assert.equal(asked(), true);
  });

  it('earns a tenth of a retry with each call, and saves ten at most', () => {
    for (let call = 0; call < 50; call += 1) budget.firstCall();
    assert.ok(Math.abs(budget.tokens - 5) < 1e-9);
    for (let call = 0; call < 100_000; call += 1) budget.firstCall();
    assert.equal(budget.tokens, 10);
    let retries = 0;
    while (budget.mayRetry('RESET', 100)) retries += 1;
    assert.equal(retries, 10);
  });

  it('leaves a second attempt at least 20 ms', () => {
    assert.equal(budget.mayRetry('RESET', 19), false);
    assert.equal(budget.mayRetry('RESET', 20), true);
    time.chance = 0.999;
    assert.equal(budget.pauseMs(20), 0);
    assert.ok(budget.pauseMs(30) < 10);
    assert.ok(budget.pauseMs(500) < 30);
    time.chance = 0;
    assert.equal(budget.pauseMs(500), 0);
  });

  it('keeps calls within 1.10 × when everything fails, or three retries a second where that is more', () => {
    const loads = fc.array(
      fc.oneof(
        fc.record({ afterMs: fc.nat(200), calls: fc.integer({ min: 1, max: 60 }) }),
        fc.record({ afterMs: fc.nat(3_000), calls: fc.integer({ min: 1, max: 3 }) }),
      ),
      {
        minLength: 5,
        maxLength: 60,
        size: 'max',
      },
    );
    checkProperty(loads, ['busy', 'quiet'], (bursts, seen) => {
      const own = new TestTime();
      const retries = new RetryBudget(own);
      const startedAt = own.ms;
      let calls = 0;
      let retried = 0;
      for (const burst of bursts) {
        own.pass(burst.afterMs);
        for (let call = 0; call < burst.calls; call += 1) {
          calls += 1;
          retries.firstCall();
          if (retries.mayRetry('CONNECT', 100)) retried += 1;
        }
      }
      const seconds = Math.ceil((own.ms - startedAt) / 1_000) + 1;
      seen(calls * 0.1 > 3 * seconds ? 'busy' : 'quiet');
      assert.ok(retried <= calls * 0.1 + 3 * seconds, `${retried} retries of ${calls} calls in ${seconds} s`);
    });
  });

  it('keeps calls within 1.10 × at 100 a second, all failing', () => {
    let retried = 0;
    for (let call = 0; call < 10_000; call += 1) {
      time.pass(10);
      budget.firstCall();
      if (budget.mayRetry('CONNECT', 100)) retried += 1;
    }
    assert.ok(retried <= 1_003, `${retried}`); // the floor pays for the very first second
    assert.ok(retried >= 950, `${retried}`);
  });

  it('retries nearly all of 1 % failures', () => {
    let refused = 0;
    for (let call = 0; call < 10_000; call += 1) {
      time.pass(10);
      budget.firstCall();
      if (call % 100 === 0 && !budget.mayRetry('CONNECT', 100)) refused += 1;
    }
    assert.equal(refused, 0);
  });
});
