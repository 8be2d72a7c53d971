import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { Breaker } from '../../datasources/guard/breaker.js';
import { admitted, callOnce, callTimes } from './support/breaker-steps.js';
import { TestTime } from './support/test-time.js';

let time: TestTime;
let breaker: Breaker;
beforeEach(() => {
  time = new TestTime();
  breaker = new Breaker(time);
});

/** Opens the breaker and lets its first open time pass. */
function reachHalfOpen(): void {
  callTimes(breaker, 5, 'failed');
  time.pass(5_000);
  assert.equal(breaker.currentState(), 'half_open');
}

/** For how long the breaker refuses from now on, to the millisecond. */
function openMs(): number {
  const from = time.ms;
  while (breaker.currentState() === 'open') time.pass(1);
  return time.ms - from;
}

describe('a closed breaker', () => {
  it('opens at 5 failures in a row', () => {
    callTimes(breaker, 4, 'failed');
    assert.equal(breaker.currentState(), 'closed');
    callOnce(breaker, 'failed');
    assert.equal(breaker.currentState(), 'open');
    assert.equal(breaker.enter(100), null);
  });

  it('counts failures in a row from the last success, and past cancelled calls', () => {
    callTimes(breaker, 4, 'failed');
    callOnce(breaker, 'ok');
    callTimes(breaker, 4, 'failed');
    callTimes(breaker, 10, 'cancelled');
    assert.equal(breaker.currentState(), 'closed');
    callOnce(breaker, 'failed');
    assert.equal(breaker.currentState(), 'open');
  });

  it('opens when half of 20 samples failed', () => {
    for (let pair = 0; pair < 9; pair += 1) {
      callOnce(breaker, 'failed');
      callOnce(breaker, 'ok');
    }
    callOnce(breaker, 'ok');
    assert.equal(breaker.currentState(), 'closed', '9 of 19');
    callOnce(breaker, 'failed');
    assert.equal(breaker.currentState(), 'open', '10 of 20');
  });

  it('stays closed at 45 %', () => {
    for (let call = 0; call < 200; call += 1) callOnce(breaker, (call * 9) % 20 < 9 ? 'failed' : 'ok');
    assert.equal(breaker.currentState(), 'closed');
  });

  it('forgets samples after 10 seconds', () => {
    for (let pair = 0; pair < 9; pair += 1) {
      callOnce(breaker, 'failed');
      callOnce(breaker, 'ok');
    }
    time.pass(10_000);
    callTimes(breaker, 2, 'failed');
    assert.equal(breaker.currentState(), 'closed');
  });

  it('is not opened by clients that leave', () => {
    callTimes(breaker, 1_000, 'cancelled');
    assert.equal(breaker.currentState(), 'closed');
  });

  it('takes the first end of a call only', () => {
    for (let call = 0; call < 10; call += 1) {
      const permit = admitted(breaker);
      permit.ok();
      permit.failed();
    }
    assert.equal(breaker.currentState(), 'closed');
  });

  it('opens at once on a failure that leaves no doubt', () => {
    breaker.open();
    assert.equal(breaker.currentState(), 'open');
    assert.equal(openMs(), 5_000);
  });
});

describe('an open breaker', () => {
  it('stays open for 5 s × 1.5ⁿ, at most a minute', () => {
    callTimes(breaker, 5, 'failed');
    const times: number[] = [];
    for (let opening = 0; opening < 9; opening += 1) {
      times.push(openMs());
      callOnce(breaker, 'failed');
    }
    time.chance = 1;
    assert.deepEqual(times.slice(0, 6), [5_000, 7_500, 11_250, 16_875, 25_313, 37_969]);
    for (const last of times.slice(7)) assert.ok(last >= 48_000 && last <= 60_000, String(last));
  });

  it('varies that time by 20 %', () => {
    for (const [chance, expected] of [
      [0, 4_000],
      [1, 6_000],
    ] as const) {
      breaker = new Breaker(time);
      time.chance = chance;
      callTimes(breaker, 5, 'failed');
      assert.equal(openMs(), expected);
    }
  });

  it('starts anew after a quiet window, and not before', () => {
    reachHalfOpen();
    callTimes(breaker, 3, 'ok');
    time.pass(9_999);
    callTimes(breaker, 5, 'failed');
    assert.equal(openMs(), 7_500);
    callTimes(breaker, 3, 'ok');
    time.pass(10_000);
    callTimes(breaker, 5, 'failed');
    assert.equal(openMs(), 5_000);
  });

  it('does not count calls that began before it opened', () => {
    const before = [admitted(breaker), admitted(breaker), admitted(breaker), admitted(breaker)];
    callTimes(breaker, 5, 'failed');
    for (const permit of before) permit.ok();
    assert.equal(breaker.currentState(), 'open');
    time.pass(5_000);
    callTimes(breaker, 2, 'ok');
    assert.equal(breaker.currentState(), 'half_open', 'two successes of its own');
  });

  it('is half open when a call arrives after a long freeze', () => {
    callTimes(breaker, 5, 'failed');
    time.pass(3_600_000);
    assert.notEqual(breaker.enter(100), null);
  });
});

describe('a half-open breaker', () => {
  it('lets 5 probes through and refuses everyone else at once', () => {
    reachHalfOpen();
    for (let probe = 0; probe < 5; probe += 1) admitted(breaker);
    assert.equal(breaker.enter(100), null);
  });

  it('closes after 3 successes', () => {
    reachHalfOpen();
    callTimes(breaker, 2, 'ok');
    assert.equal(breaker.currentState(), 'half_open');
    callOnce(breaker, 'ok');
    assert.equal(breaker.currentState(), 'closed');
    callTimes(breaker, 4, 'failed');
    assert.equal(breaker.currentState(), 'closed', 'former samples are gone');
  });

  it('opens again at 1 failure, for longer', () => {
    reachHalfOpen();
    callTimes(breaker, 2, 'ok');
    callOnce(breaker, 'failed');
    assert.equal(breaker.currentState(), 'open');
    assert.equal(openMs(), 7_500);
    callOnce(breaker, 'ok');
    assert.equal(breaker.currentState(), 'half_open', 'former successes are gone');
  });

  it('gives the place of a cancelled probe to the next call and learns nothing from it', () => {
    reachHalfOpen();
    callTimes(breaker, 1_000, 'cancelled');
    assert.equal(breaker.currentState(), 'half_open');
    const probes = Array.from({ length: 5 }, () => admitted(breaker));
    assert.equal(breaker.enter(100), null);
    probes[2]?.cancelled();
    assert.notEqual(breaker.enter(100), null);
    assert.equal(breaker.enter(100), null);
  });

  it('frees the places of probes that never settle, each after its own time', () => {
    reachHalfOpen();
    for (const timeoutMs of [100, 200, 300, 300, 300]) admitted(breaker, timeoutMs);
    time.pass(99);
    assert.equal(breaker.enter(100), null);
    time.pass(1);
    admitted(breaker, 1_000);
    assert.equal(breaker.enter(100), null);
    time.pass(200);
    for (let probe = 0; probe < 4; probe += 1) admitted(breaker, 1_000);
    assert.equal(breaker.enter(100), null);
  });

  it('is not stuck in 1,000 rounds in which no probe settles', () => {
    for (let round = 0; round < 1_000; round += 1) {
      callTimes(breaker, 5, 'failed');
      time.pass(60_000);
      for (let probe = 0; probe < 5; probe += 1) admitted(breaker);
      assert.equal(breaker.enter(100), null);
      time.pass(100);
      callTimes(breaker, 3, 'ok');
      assert.equal(breaker.currentState(), 'closed');
    }
  });

  it('does not close by answers that come too late, but opens by late failures', () => {
    reachHalfOpen();
    const late = Array.from({ length: 5 }, () => admitted(breaker));
    time.pass(100);
    for (const probe of late.slice(0, 4)) probe.ok();
    assert.equal(breaker.currentState(), 'half_open');
    late[4]?.failed();
    assert.equal(breaker.currentState(), 'open');
  });
});

describe('a breaker whose upstream asks to be left alone', () => {
  it('refuses for that long, then probes', () => {
    breaker.holdFor(30_000);
    assert.equal(breaker.heldMs(), 30_000);
    assert.equal(openMs(), 30_000);
    assert.equal(breaker.heldMs(), null);
    assert.equal(breaker.currentState(), 'half_open');
  });

  it('refuses for a minute at most', () => {
    breaker.holdFor(86_400_000);
    assert.equal(openMs(), 60_000);
  });

  it('does not probe before that, though it opened for a shorter time', () => {
    callTimes(breaker, 5, 'failed');
    breaker.holdFor(20_000);
    breaker.holdFor(1_000);
    assert.equal(openMs(), 20_000);
  });

  it('is held by a probe too', () => {
    reachHalfOpen();
    const probe = admitted(breaker);
    probe.failed();
    breaker.holdFor(40_000);
    assert.equal(openMs(), 40_000);
  });

  it('has its next failure count as the first', () => {
    breaker.holdFor(1_000);
    time.pass(1_000);
    callOnce(breaker, 'failed');
    assert.equal(openMs(), 5_000);
  });
});
