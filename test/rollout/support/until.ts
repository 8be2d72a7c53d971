import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until something holds, and resolves to how long that took in ms; fails after `mostMs`. */
export async function until(holds: () => boolean, mostMs = 3_000): Promise<number> {
  const startedAt = performance.now();
  while (!holds()) {
    assert.ok(performance.now() - startedAt < mostMs, `not within ${mostMs} ms: ${holds.toString()}`);
    await sleep(5);
  }
  return performance.now() - startedAt;
}
