import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import { Bulkhead } from '../../datasources/guard/bulkhead.js';
import { FallbackCap } from '../../datasources/guard/fallback-cap.js';
import { RecentMedian } from '../../datasources/guard/recent-median.js';
import { Throttle } from '../../datasources/guard/throttle.js';
import { checkProperty } from '../mixing/support/property.js';
import { TestTime } from './support/test-time.js';

let time: TestTime;
beforeEach(() => {
  time = new TestTime();
});

describe('a throttle', () => {
  it('holds for as long as the upstream asked, and for a second when it did not say', () => {
    const throttle = new Throttle(time.monotonicNow);
    assert.equal(throttle.heldMs(), null);
    throttle.holdFor(null);
    assert.equal(throttle.heldMs(), 1_000);
    time.pass(999);
    assert.equal(throttle.heldMs(), 1);
    time.pass(1);
    assert.equal(throttle.heldMs(), null);
    throttle.holdFor(7_000);
    throttle.holdFor(2_000);
    assert.equal(throttle.heldMs(), 7_000, 'a later, shorter wish does not end the former');
    assert.equal(throttle.count, 3);
  });

  it('holds for a minute at most', () => {
    const throttle = new Throttle(time.monotonicNow);
    throttle.holdFor(3_600_000);
    assert.equal(throttle.heldMs(), 60_000);
  });
});

describe('a bulkhead', () => {
  it('lets in as many calls as fit, and one more for each that leaves', () => {
    const bulkhead = new Bulkhead(2);
    assert.deepEqual([bulkhead.enter(), bulkhead.enter(), bulkhead.enter()], [true, true, false]);
    assert.equal(bulkhead.inFlight, 2);
    bulkhead.leave();
    assert.deepEqual([bulkhead.enter(), bulkhead.enter()], [true, false]);
  });
});

describe('the cap of the fallback', () => {
  it('never lets more calls be in flight, nor begin within any second, than it was made for', () => {
    const scenes = fc.record({
      inFlight: fc.integer({ min: 1, max: 6 }),
      perSecond: fc.integer({ min: 1, max: 8 }),
      steps: fc.array(fc.record({ afterMs: fc.integer({ min: 0, max: 300 }), ends: fc.boolean() }), {
        minLength: 20,
        maxLength: 100,
        size: 'max',
      }),
    });
    checkProperty(scenes, ['full', 'too fast'], ({ inFlight, perSecond, steps }, seen) => {
      const own = new TestTime();
      const cap = new FallbackCap({ inFlight, perSecond }, own.monotonicNow);
      const begun: number[] = [];
      for (const { afterMs, ends } of steps) {
        own.pass(afterMs);
        if (ends && cap.inFlight > 0) cap.leave();
        const full = cap.inFlight === inFlight;
        const lastSecond = begun.filter((at) => own.ms - at < 1_000).length;
        if (full) seen('full');
        else if (lastSecond === perSecond) seen('too fast');
        assert.equal(cap.enter(), !full && lastSecond < perSecond);
        if (!full && lastSecond < perSecond) begun.push(own.ms);
        assert.ok(cap.inFlight <= inFlight);
      }
    });
  });

  it('lets nobody in when nothing is allowed', () => {
    assert.equal(new FallbackCap({ inFlight: 5, perSecond: 0 }, time.monotonicNow).enter(), false);
    assert.equal(new FallbackCap({ inFlight: 0, perSecond: 5 }, time.monotonicNow).enter(), false);
  });
});

describe('the recent median', () => {
  it('is that of the last answers', () => {
    const latency = new RecentMedian();
    for (const ms of [900, 10, 20, 30, 40, 50, 60]) latency.add(ms, time.ms);
    assert.equal(latency.at(time.ms), 0, 'too little is known');
    latency.add(70, time.ms);
    assert.equal(latency.at(time.ms), 50);
    for (let answer = 0; answer < 32; answer += 1) latency.add(5, time.ms);
    assert.equal(latency.at(time.ms), 5);
  });

  it('is forgotten after ten seconds without an answer', () => {
    const latency = new RecentMedian();
    for (let answer = 0; answer < 8; answer += 1) latency.add(80, time.ms);
    time.pass(10_000);
    assert.equal(latency.at(time.ms), 80);
    time.pass(1);
    assert.equal(latency.at(time.ms), 0);
    latency.add(5, time.ms);
    assert.equal(latency.at(time.ms), 0, 'former answers do not come back');
  });
});
