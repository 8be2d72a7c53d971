import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { seededRandom } from '../../bench/statistics/random.js';
import { Breaker } from '../../datasources/guard/breaker.js';
import { callOnce } from './support/breaker-steps.js';
import { TestTime } from './support/test-time.js';

const MINUTES = 10;
const CALL_EVERY_MS = 10;
const MOST_OPENINGS_A_MINUTE = 6;

/** How often the breaker of an upstream opens in each minute, of whose calls this share fails at random. */
function openingsByMinute(failing: number, seed: number): number[] {
  const random = seededRandom(seed);
  const time = new TestTime();
  const breaker = new Breaker(time);
  const openedAt: number[] = [];
  let wasOpen = false;
  for (let ms = 0; ms < MINUTES * 60_000; ms += CALL_EVERY_MS) {
    callOnce(breaker, random() < failing ? 'failed' : 'ok');
    const isOpen = breaker.currentState() === 'open';
    if (isOpen && !wasOpen) openedAt.push(ms);
    wasOpen = isOpen;
    time.pass(CALL_EVERY_MS);
  }
  return Array.from(
    { length: MINUTES },
    (_, minute) => openedAt.filter((ms) => Math.floor(ms / 60_000) === minute).length,
  );
}

describe('C7: the breaker of an upstream that fails at random', () => {
  for (const failing of [0.3, 0.5, 0.7])
    it(`opens at most six times a minute when ${failing * 100} % of its calls fail`, () => {
      for (let seed = 1; seed <= 20; seed += 1) {
        const openings = openingsByMinute(failing, seed);
        assert.ok(Math.max(...openings) <= MOST_OPENINGS_A_MINUTE, `seed ${seed}: ${openings.join(' ')}`);
        assert.ok(
          openings.some((count) => count > 0),
          'it does open',
        );
      }
    });
});
