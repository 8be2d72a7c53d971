import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import { AdaptiveLimit } from '../../src/load/adaptive-limit.js';

const BOUNDS = { initial: 128, least: 32, most: 512 };

/** A gateway whose answers take as long as a test says; time passes with them. */
class Traffic {
  now = 1_000;
  readonly limit = new AdaptiveLimit(BOUNDS, () => this.now);

  /** Seconds of traffic, 50 answers in each; `underWay`: how many requests there are at a time, by the limit. */
  run(seconds: number, ms: number, underWay = (limit: number) => limit): void {
    for (let answer = 0; answer < seconds * 50; answer++) {
      this.now += 20;
      this.limit.answered(ms, underWay(this.limit.current));
    }
  }
}

let traffic: Traffic;
beforeEach(() => {
  traffic = new Traffic();
});

describe('the limit of requests at a time', () => {
  it('halves within 10 seconds when latency doubles', () => {
    traffic.run(30, 40);
    const before = traffic.limit.current;
    traffic.run(10, 80);
    assert.ok(traffic.limit.current <= before / 2, `${before} → ${traffic.limit.current}`);
  });

  it('recovers when latency does', () => {
    traffic.run(30, 40);
    const before = traffic.limit.current;
    traffic.run(10, 80);
    traffic.run(40, 40);
    assert.ok(traffic.limit.current >= before * 0.9, `${before} → ${traffic.limit.current}`);
  });

  it('takes a latency that stays, however little is let in, for the usual one', () => {
    traffic.run(30, 40);
    traffic.run(120, 80);
    assert.ok(traffic.limit.current > BOUNDS.initial);
  });

  it('does not shrink while it is not in use, however slow the upstreams are', () => {
    traffic.run(30, 40);
    const before = traffic.limit.current;
    traffic.run(60, 400, (limit) => limit / 4);
    assert.equal(traffic.limit.current, before);
  });

  it('ignores the one answer in three that is slow', () => {
    traffic.run(10, 40);
    const before = traffic.limit.current;
    for (let answer = 0; answer < 1_000; answer++) {
      traffic.now += 20;
      traffic.limit.answered(answer % 3 === 0 ? 900 : 40, traffic.limit.current);
    }
    assert.ok(traffic.limit.current >= before);
  });

  it('learns nothing from a handful of answers', () => {
    for (let answer = 0; answer < 9; answer++) {
      traffic.now += 2_000;
      traffic.limit.answered(40 * (answer + 1), 128);
    }
    assert.equal(traffic.limit.current, BOUNDS.initial);
  });

  it('stays between its bounds, whatever comes', () => {
    const second = fc.record({
      ms: fc.double({ min: 0, max: 60_000, noNaN: true }),
      busy: fc.double({ min: 0, max: 2, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(second, { maxLength: 60 }), (seconds) => {
        const any = new Traffic();
        for (const { ms, busy } of seconds) {
          any.run(1, ms, (limit) => limit * busy);
          assert.ok(any.limit.current >= BOUNDS.least && any.limit.current <= BOUNDS.most);
        }
      }),
    );
  });

  it('finds what a machine can do, and keeps its latency near the calm one', () => {
    // 64 at a time take 40 ms; beyond that they wait for each other.
    const latency = (underWay: number) => 40 * Math.max(1, underWay / 64);
    traffic.run(30, 40, () => 10);
    for (let second = 0; second < 60; second++) {
      const limit = traffic.limit.current;
      if (second > 20) assert.ok(limit >= 64 && latency(limit) <= 80, `${limit} at a time`);
      traffic.run(1, latency(limit));
    }
  });
});
