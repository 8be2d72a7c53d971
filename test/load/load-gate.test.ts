import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import { LoadGate } from '../../src/load/load-gate.js';
import { PRIORITIES, priorityOf, type Priority } from '../../src/load/priority.js';

const BOUNDS = { initial: 100, least: 20, most: 200, rampMs: 10_000 };

let now: number;
let delay: number;
let gate: LoadGate;
beforeEach(() => {
  now = 0;
  delay = 0;
  gate = new LoadGate({ bounds: BOUNDS, monotonicNow: () => now, loop: { p99: () => delay } });
});

/** Fills a gate with requests of one class; how many got in. */
function fill(priority: Priority): number {
  let entered = 0;
  while (gate.enter(priority)) entered += 1;
  return entered;
}

const warm = () => (now = 10_000);

describe('the gate', () => {
  it('lets each class use less than the one above it', () => {
    warm();
    assert.deepEqual(
      [fill('shadow'), fill('prefetch'), fill('background'), fill('interactive')],
      [25, 25, 25, 25],
    );
    assert.equal(gate.underWay, 100);
  });

  it('gives no place to the lower classes while interactive requests use it', () => {
    warm();
    for (let request = 0; request < 75; request++) gate.enter('interactive');
    for (const priority of ['background', 'prefetch', 'shadow'] as const)
      assert.equal(gate.enter(priority), false);
    assert.equal(gate.enter('interactive'), true);
  });

  it('opens from a quarter to the whole in ten seconds', () => {
    assert.equal(fill('interactive'), 25);
    now = 5_000;
    assert.equal(gate.room, 63);
    now = 60_000;
    assert.equal(gate.room, 100);
  });

  it('refuses who can wait while the event loop is late', () => {
    warm();
    const letIn = () => PRIORITIES.filter((priority) => gate.enter(priority));
    now = 9_999;
    delay = 300;
    assert.deepEqual(letIn(), PRIORITIES, 'a cold process is late by nature');
    warm();
    delay = 50;
    assert.deepEqual(letIn(), PRIORITIES);
    delay = 51;
    assert.deepEqual(letIn(), ['interactive', 'background']);
    delay = 201;
    assert.deepEqual(letIn(), ['interactive']);
  });

  it('has each place again once its request has ended, however it did', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat({ max: 3_000 })), { maxLength: 100 }), (ends) => {
        warm();
        const one = new LoadGate({ bounds: BOUNDS, monotonicNow: () => now, loop: { p99: () => 0 } });
        warm();
        const entered = ends.filter(() => one.enter('interactive'));
        assert.equal(one.underWay, entered.length);
        for (const end of entered) one.leave(end);
        assert.equal(one.underWay, 0);
      }),
    );
  });
});

describe('x-priority', () => {
  it('is one of four words; nothing is interactive, another word background', () => {
    for (const priority of PRIORITIES) assert.equal(priorityOf({ 'x-priority': priority }), priority);
    assert.equal(priorityOf({}), 'interactive');
    for (const odd of ['', 'INTERACTIVE', 'urgent', '__proto__', ['interactive']])
      assert.equal(priorityOf({ 'x-priority': odd }), 'background');
  });
});
