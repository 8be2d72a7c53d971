import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Breaker, type Permit } from '../../datasources/guard/breaker.js';
import { checkProperty, type Seen } from '../mixing/support/property.js';
import { callTimes } from './support/breaker-steps.js';
import { TestTime } from './support/test-time.js';

type Step =
  | { readonly kind: 'pass'; readonly ms: number }
  | { readonly kind: 'enter'; readonly timeoutMs: number }
  | { readonly kind: 'end'; readonly which: number; readonly end: 'ok' | 'failed' | 'cancelled' }
  | { readonly kind: 'hold'; readonly ms: number };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 400 }) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('pass' as const),
        ms: fc.integer({ min: 1_000, max: 70_000 }),
      }),
    },
    {
      weight: 8,
      arbitrary: fc.record({
        kind: fc.constant('enter' as const),
        timeoutMs: fc.integer({ min: 20, max: 300 }),
      }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('end' as const),
        which: fc.nat(20),
        end: fc.constantFrom('ok' as const, 'failed' as const, 'failed' as const, 'cancelled' as const),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('hold' as const), ms: fc.integer({ min: 1, max: 90_000 }) }),
    },
  ),
  { minLength: 20, maxLength: 120, size: 'max' },
);

/** Runs steps; some of the permits are never settled. */
class Played {
  readonly time = new TestTime();
  readonly breaker = new Breaker(this.time);
  /** Of this half-open phase: unsettled probes, by the moment their time ends. */
  private probes = new Map<Permit, number>();
  private unsettled: Permit[] = [];

  constructor(private readonly seen: Seen) {}

  take(step: Step): void {
    if (step.kind === 'pass') this.time.pass(step.ms);
    else if (step.kind === 'hold') this.breaker.holdFor(step.ms);
    else if (step.kind === 'end') this.end(step);
    else this.enter(step.timeoutMs);
    if (this.breaker.currentState() !== 'half_open') this.probes.clear();
  }

  private end({ which, end }: Extract<Step, { kind: 'end' }>): void {
    const [permit] = this.unsettled.splice(which, 1);
    if (!permit) return;
    permit[end]();
    this.probes.delete(permit);
  }

  private enter(timeoutMs: number): void {
    const state = this.breaker.currentState();
    this.seen(state);
    const permit = this.breaker.enter(timeoutMs);
    if (permit) this.unsettled.push(permit);
    if (state === 'closed') assert.ok(permit);
    if (state === 'open') assert.equal(permit, null);
    if (state !== 'half_open') return;
    const inFlight = [...this.probes.values()].filter((endsAt) => endsAt > this.time.ms).length;
    if (inFlight === 5) this.seen('full');
    assert.equal(permit !== null, inFlight < 5);
    if (permit) this.probes.set(permit, this.time.ms + timeoutMs);
  }
}

describe('whatever happens to a breaker', () => {
  it('lets everybody pass when closed, nobody when open, and 5 probes at a time when half open', () => {
    checkProperty(steps, ['closed', 'open', 'half_open', 'full'], (all, seen) => {
      const played = new Played(seen);
      for (const step of all) played.take(step);
    });
  });

  it('closes once its upstream is well again, after one open time at most', () => {
    checkProperty(steps, ['was open'], (all, seen) => {
      const played = new Played(seen);
      for (const step of all) played.take(step);
      const { breaker, time } = played;
      if (breaker.currentState() !== 'closed') seen('was open');
      time.pass(60_000); // the longest open time, and longer than any probe lives
      callTimes(breaker, 3, 'ok');
      assert.equal(breaker.currentState(), 'closed');
    });
  });

  it('is open for 4 to 60 seconds when it opens by itself', () => {
    checkProperty(
      fc.record({
        cycles: fc.integer({ min: 1, max: 12 }),
        chance: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      [],
      ({ cycles, chance }) => {
        const time = new TestTime();
        time.chance = chance;
        const breaker = new Breaker(time);
        for (let cycle = 0; cycle < cycles; cycle += 1) {
          callTimes(breaker, 5, 'failed');
          time.pass(3_999);
          assert.equal(breaker.currentState(), 'open');
          time.pass(60_000 - 3_999);
          assert.equal(breaker.currentState(), 'half_open');
        }
      },
    );
  });
});

describe('a closed breaker', () => {
  const samples = fc.array(fc.record({ afterMs: fc.integer({ min: 0, max: 1_500 }), isGood: fc.boolean() }), {
    minLength: 1,
    maxLength: 80,
    size: 'max',
  });

  it('opens by the rule over the last ten seconds, and by nothing else', () => {
    checkProperty(samples, ['by share', 'by row', 'stayed closed', 'forgot'], (all, seen) => {
      const time = new TestTime();
      const breaker = new Breaker(time);
      const log: { second: number; isGood: boolean }[] = [];
      for (const { afterMs, isGood } of all) {
        time.pass(afterMs);
        callTimes(breaker, 1, isGood ? 'ok' : 'failed');
        const second = Math.floor(time.ms / 1_000);
        log.push({ second, isGood });
        const recent = log.filter((sample) => sample.second > second - 10);
        if (recent.length < log.length) seen('forgot');
        const failed = recent.filter((sample) => !sample.isGood).length;
        const byShare = recent.length >= 20 && failed * 2 >= recent.length;
        const byRow = log.length >= 5 && log.slice(-5).every((sample) => !sample.isGood);
        if (byShare) seen('by share');
        if (byRow) seen('by row');
        assert.equal(breaker.currentState(), byShare || byRow ? 'open' : 'closed');
        if (byShare || byRow) return;
      }
      seen('stayed closed');
    });
  });
});
