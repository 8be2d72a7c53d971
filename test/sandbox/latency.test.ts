import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Chance } from '../../sandbox/data/chance.js';
import { LATENCY, drawLatency } from '../../sandbox/server/latency.js';
import { ServiceClock } from '../../sandbox/server/service-clock.js';
import { startSandbox } from '../../sandbox/index.js';
import { at, send } from './support/http.js';

describe('latency', () => {
  const chance = new Chance(20_190_401);

  it('is lognormal with the median and 99th percentile of the table', () => {
    for (const [name, shape] of Object.entries(LATENCY)) {
      const draws = Array.from({ length: 20_000 }, (_, call) => drawLatency(chance, shape, call, 1)).sort(
        (a, b) => a - b,
      );
      const [p50 = NaN, p99 = NaN] = [draws[10_000], draws[19_800]];
      assert.ok(Math.abs(p50 / shape.p50 - 1) < 0.05, `${name} p50 ${p50}`);
      assert.ok(Math.abs(p99 / shape.p99 - 1) < 0.12, `${name} p99 ${p99}`);
    }
  });

  it('is the same for the n-th call of every run, three times as long when slow, and nothing when off', () => {
    const first = (latency: 'realistic' | 'slow' | 'none', name: 'CONTENT' | 'LIVE') =>
      new ServiceClock(chance, name, { latency }).nextLatencyMs(LATENCY.content);
    assert.equal(first('realistic', 'CONTENT'), first('realistic', 'CONTENT'));
    assert.notEqual(first('realistic', 'CONTENT'), first('realistic', 'LIVE'));
    assert.equal(first('slow', 'CONTENT'), 3 * first('realistic', 'CONTENT'));
    assert.equal(first('none', 'CONTENT'), 0);
  });

  it('gives way to a 504 when the deadline is well past', async () => {
    const sandbox = await startSandbox({ latency: 'slow', only: ['LEGACY', 'ALGORITHM'] });
    try {
      const body = { sceneId: 'home', sessionId: 'Zk3vQ0m1T2y5b8cD4eF6gA' };
      const late = await send(`${sandbox.urls.ALGORITHM}/recommendations`, body, {
        'x-device-id': 'd',
        'x-deadline-ms': '20',
      });
      assert.deepEqual([late.status, at(late.json, 'error', 'code')], [504, 'DEADLINE_EXCEEDED']);
    } finally {
      await sandbox.close();
    }
  });
});
