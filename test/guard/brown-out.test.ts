import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Breaker, type Permit } from '../../datasources/guard/breaker.js';
import { createRandom, type Random } from '../execution/support/random.js';
import { TestTime } from './support/test-time.js';

const CALLS_PER_S = 50;
const ANSWER_MS = 50;
const MINUTE_MS = 60_000;

interface Minute {
  openings: number;
  asked: number;
}

/** A minute-by-minute account of steady traffic to an upstream that fails as `fails` says, ms after the start. */
function account(minutes: number, fails: (ms: number, random: Random) => boolean): Minute[] {
  const time = new TestTime();
  const random = createRandom(7);
  const breaker = new Breaker({ monotonicNow: time.monotonicNow, random: () => random.int(1_000) / 1_000 });
  const startedAt = time.ms;
  const underWay: { readonly permit: Permit; readonly endsAt: number; readonly fails: boolean }[] = [];
  const account: Minute[] = [];
  let wasOpen = false;
  for (let ms = 0; ms < minutes * MINUTE_MS; ms = time.ms - startedAt) {
    const minute = (account[Math.floor(ms / MINUTE_MS)] ??= { openings: 0, asked: 0 });
    for (let call = underWay[0]; call && call.endsAt <= time.ms; call = underWay[0]) {
      call.permit[call.fails ? 'failed' : 'ok']();
      underWay.shift();
    }
    const permit = breaker.enter(200);
    if (permit) {
      minute.asked += 1;
      underWay.push({ permit, endsAt: time.ms + ANSWER_MS, fails: fails(ms, random) });
    }
    const isOpen = breaker.currentState() === 'open';
    if (isOpen && !wasOpen) minute.openings += 1;
    wasOpen = isOpen;
    time.pass(1_000 / CALLS_PER_S);
  }
  return account;
}

describe('a breaker before an upstream', () => {
  for (const percent of [30, 45, 49, 55]) {
    it(`that fails ${percent} % of its calls opens at most 6 times a minute`, () => {
      const minutes = account(20, (_ms, random) => random.chance(percent / 100));
      assert.ok(Math.max(...minutes.map(({ openings }) => openings)) <= 6);
      assert.ok(
        minutes.every(({ asked }) => asked > 0),
        'and always finds out how it is',
      );
    });
  }

  it('that fails 1 % of its calls stays closed', () => {
    const minutes = account(20, (_ms, random) => random.chance(0.01));
    assert.ok(minutes.every(({ openings, asked }) => openings === 0 && asked === CALLS_PER_S * 60));
  });

  it('that is down every other 2 seconds opens at most 15 times a minute', () => {
    const minutes = account(5, (ms) => ms % 4_000 >= 2_000);
    assert.ok(Math.max(...minutes.map(({ openings }) => openings)) <= 15);
  });

  it('that was down for a minute is asked for everything again within two open times', () => {
    const minutes = account(4, (ms) => ms < MINUTE_MS);
    assert.ok((minutes[0]?.asked ?? 0) < 60, 'spared while it was down');
    assert.equal(minutes[3]?.asked, CALLS_PER_S * 60);
    assert.ok((minutes[1]?.asked ?? 0) + (minutes[2]?.asked ?? 0) > CALLS_PER_S * 60);
  });
});
