import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BreakerState } from '../../datasources/guard/breaker.js';
import type { Guarding } from '../../datasources/guard/guarding.js';
import type { ShadowSettings } from '../../rollout/rules/rule.types.js';
import { ShadowQueue, type ShadowTask } from '../../src/shadow/shadow-queue.js';
import { hasSpareRoom } from '../../src/shadow/spare-room.js';

const WIDE = { maxRps: 1_000, maxConcurrent: 1 };
const HOUR_MS = 3_600_000;

/** Monotonic ms. */
let now: number;
let dropped: string[];
let ran: string[];
let mayRun: boolean;
let queue: ShadowQueue;
beforeEach(() => {
  [now, dropped, ran, mayRun] = [0, [], [], true];
  queue = new ShadowQueue({
    now: () => now,
    mayRun: () => mayRun,
    dropped: (rule, why) => dropped.push(`${rule} ${why}`),
  });
});

const task = (
  name: string,
  stratum: string,
  bounds: Pick<ShadowSettings, 'maxRps' | 'maxConcurrent'>,
  run: () => Promise<void> = () => Promise.resolve(),
): ShadowTask => ({ ruleId: 'rule', stratum, bounds, run: () => (ran.push(name), run()) });

/** Offers tasks, lets them run, and returns which did. */
async function offered(...tasks: readonly ShadowTask[]): Promise<readonly string[]> {
  ran = [];
  for (const one of tasks) queue.offer(one);
  for (let turn = 0; turn < tasks.length + 2; turn++) await nextTurn();
  return ran;
}

describe('a queue of shadow legs', () => {
  it('takes so many of a rule in a second, and as many in the next', async () => {
    const burst = () =>
      offered(...Array.from({ length: 10 }, (_, n) => task(`${n}`, '', { ...WIDE, maxRps: 3 })));
    assert.deepEqual(await burst(), ['0', '1', '2']);
    assert.deepEqual(dropped, Array<string>(7).fill('rule rate'));
    now += 999;
    assert.deepEqual(await burst(), []);
    now += 1;
    assert.equal((await burst()).length, 3);
  });

  it('lets rare cases go first, and forgets after an hour how many there were', async () => {
    const usual = (n: number) => task(`usual ${n}`, 'usual', WIDE);
    const mixed = () => offered(usual(1), usual(2), task('rare', 'rare', WIDE));
    await offered(...Array.from({ length: 30 }, (_, n) => usual(n)));
    assert.deepEqual(await mixed(), ['rare', 'usual 1', 'usual 2']);
    now += HOUR_MS + 1;
    await offered(usual(0));
    assert.deepEqual(await mixed(), ['usual 1', 'usual 2', 'rare']);
  });

  it('begins one leg in a turn of the loop, so that requests come between', async () => {
    const wide = { maxRps: 100, maxConcurrent: 8 };
    for (const name of ['a', 'b', 'c']) queue.offer(task(name, '', wide));
    const begun = [ran.length];
    for (let turn = 0; turn < 6; turn++) {
      await nextTurn();
      begun.push(ran.length);
    }
    assert.equal(begun[0], 0, 'not in the turn of the answer');
    assert.equal(begun.at(-1), 3);
    assert.ok(
      begun.every((count, turn) => count - (begun[turn - 1] ?? 0) <= 1),
      begun.join(),
    );
    mayRun = false;
    await offered(task('d', '', wide), task('e', '', wide));
    assert.deepEqual(dropped, ['rule busy', 'rule busy']);
  });

  it('begins nothing once it has stopped, and takes nothing', async () => {
    queue.offer(task('waiting', '', WIDE));
    queue.stop();
    assert.deepEqual(await offered(task('late', '', WIDE)), []);
    assert.deepEqual(dropped, ['rule full']);
  });
});

describe('room for what nobody waits for', () => {
  const room = (share: number, loopMs: number, ...breakers: readonly BreakerState[]): boolean => {
    const sources = breakers.map((breaker) => ({ breaker }));
    return hasSpareRoom({ share, loopMs }, { state: () => ({ sources }) } as unknown as Guarding);
  };

  it('is in a process that is half idle and punctual, and has all of its upstreams', () => {
    assert.ok(room(0.5, 20, 'closed', 'half_open'));
    assert.ok(!room(0.51, 20));
    assert.ok(!room(0.5, 21));
    assert.ok(!room(0, 0, 'closed', 'open'));
  });
});
