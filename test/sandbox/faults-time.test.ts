import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault, Sandbox } from '../../sandbox/index.js';
import { startSandbox } from '../../sandbox/index.js';
import { at, send } from './support/http.js';
import { rawCall, requestText } from './support/raw.js';

const BODY = { ids: ['720000000001'] };

describe('faults of time', () => {
  let sandbox: Sandbox;
  let url: string;
  before(async () => {
    sandbox = await startSandbox({ only: ['INVENTORY'] });
    url = `${sandbox.urls.INVENTORY}/stocks:batchGet`;
  });
  after(() => sandbox.close());
  afterEach(() => sandbox.setFaults('INVENTORY', []));
  const set = (...faults: Fault[]) => sandbox.setFaults('INVENTORY', faults);
  const timed = async (): Promise<{ status: number; ms: number }> => {
    const started = performance.now();
    const { status } = await send(url, BODY);
    return { status, ms: performance.now() - started };
  };

  it('DELAY and SLOW_HEADERS make a call late by their ms', async () => {
    for (const kind of ['DELAY', 'SLOW_HEADERS'] as const) {
      await set({ kind, args: { ms: 120 } });
      const { status, ms } = await timed();
      assert.equal(status, 200);
      assert.ok(ms >= 115 && ms < 600, `${kind} ${ms}`);
    }
  });

  it('DRIP sends headers at once and the body at its pace', async () => {
    await set({ kind: 'DRIP', args: { bytesPerSecond: 50 } });
    const call = requestText('POST', '/stocks:batchGet', JSON.stringify(BODY));
    const { text, end } = await rawCall(sandbox.urls.INVENTORY, call, 500);
    const [head = '', body = ''] = text.split('\r\n\r\n');
    assert.match(head, /^HTTP\/1\.1 200/);
    assert.equal(end, 'open');
    assert.ok(body.length >= 5 && body.length <= 30, String(body.length));
    await set({ kind: 'DRIP', args: { bytesPerSecond: 5_000 } });
    assert.equal(
      at((await send(url, BODY)).json, 'results', '720000000001', 'itemId'),
      '720000000001',
      'whole in the end',
    );
  });

  it('RAMP grows from its first to its last delay', async () => {
    await set({ kind: 'RAMP', args: { fromMs: 0, toMs: 200, overMs: 400 } });
    const first = await timed();
    await sleep(420);
    const last = await timed();
    assert.ok(first.ms < 120, String(first.ms));
    assert.ok(last.ms >= 195, String(last.ms));
  });

  it('FLAP works and resets calls in turn', async () => {
    await set({ kind: 'FLAP', args: { upMs: 300, downMs: 300 } });
    assert.equal((await timed()).status, 200);
    await sleep(320);
    await assert.rejects(timed());
    await sleep(300);
    assert.equal((await timed()).status, 200);
  });

  it('OVERLOAD answers 503 with Retry-After above its concurrency', async () => {
    await set({ kind: 'OVERLOAD', args: { concurrency: 2 } });
    await sandbox.setFaults('INVENTORY', [{ kind: 'OVERLOAD', args: { concurrency: 0, retryAfter: 30 } }]);
    const refused = await send(url, BODY);
    assert.deepEqual([refused.status, refused.headers.get('retry-after')], [503, '30']);
    assert.equal(at(refused.json, 'error', 'code'), 'UNAVAILABLE');
    await set({ kind: 'OVERLOAD', args: { concurrency: 1 } });
    assert.equal((await timed()).status, 200);
  });
});
