import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ShadowQueue } from '../../src/shadow/shadow-queue.js';

const bounds = { maxRps: 100, maxConcurrent: 8 };

describe('the queue of shadow legs', () => {
  it('begins one leg in a turn of the loop, so that requests come between', async () => {
    const dropped: string[] = [];
    let mayRun = true;
    const queue = new ShadowQueue({
      now: () => 0,
      mayRun: () => mayRun,
      dropped: (ruleId, why) => dropped.push(`${ruleId} ${why}`),
    });
    const began: number[] = [];
    let turn = 0;
    const offer = (...ids: readonly string[]) =>
      ids.forEach((ruleId) =>
        queue.offer({
          ...{ ruleId, stratum: ruleId, bounds },
          run: () => {
            began.push(turn);
            return Promise.resolve();
          },
        }),
      );
    const turns = async () => {
      for (let n = 0; n < 8; n++, turn++) await nextTurn();
    };
    offer('a', 'b', 'c');
    assert.deepEqual(began, [], 'not in the turn of the answer');
    await turns();
    assert.equal(began.length, 3);
    assert.equal(new Set(began).size, 3, began.join());
    mayRun = false;
    offer('d', 'e');
    await turns();
    assert.deepEqual([began.length, dropped], [3, ['d busy', 'e busy']]);
  });
});
