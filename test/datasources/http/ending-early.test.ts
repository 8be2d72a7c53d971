import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startFakeUpstreams, type FakeUpstreams } from '../../support/fake-upstreams.js';
import { openRequest, type UpstreamRequest } from '../../support/upstream-request.js';
import { endpoint, probe } from './probe.js';

let upstreams: FakeUpstreams;
let request: UpstreamRequest;
before(async () => {
  upstreams = await startFakeUpstreams();
});
afterEach(async () => {
  await request.close();
  upstreams.reset();
});
after(() => upstreams.close());

/** A probe that hangs; resolves once the upstream has it. */
async function hangingCalls(count: number): Promise<ReturnType<typeof probe>[]> {
  let arrived = 0;
  const all = new Promise<void>((resolve) =>
    upstreams.on('CATALOG', '/probe', () => {
      if (++arrived === count) resolve();
      return undefined;
    }),
  );
  const endings = Array.from({ length: count }, () => probe(request, endpoint('PUBLIC', 5_000)));
  await all;
  return endings;
}

describe('the deadline of a request', () => {
  it('starts no call with less than 20 ms left', async () => {
    request = openRequest(upstreams.urls, { deadlineMs: 19 });
    assert.equal((await probe(request)).outcome, 'TIMEOUT');
    await sleep(20);
    assert.equal(upstreams.calls.length, 0);
  });

  it('ends a call that has more time by itself', async () => {
    request = openRequest(upstreams.urls, { deadlineMs: 200 });
    upstreams.on('CATALOG', '/probe', () => undefined);
    const { outcome, ms } = await probe(request, endpoint('PUBLIC', 1_000));
    assert.equal(outcome, 'TIMEOUT');
    assert.ok(ms < 500, `${ms} ms`);
  });
});

describe('a client that goes away', () => {
  it('ends its calls, and their sockets within 100 ms', async () => {
    request = openRequest(upstreams.urls);
    const endings = await hangingCalls(5);
    const cancelledAt = performance.now();
    request.calls.cancellation.cancel();
    for (const { outcome } of await Promise.all(endings)) assert.equal(outcome, 'CANCELLED');
    while (upstreams.calls.some(({ endedAt }) => endedAt === null) && performance.now() - cancelledAt < 1_000)
      await sleep(1);
    for (const { aborted, endedAt } of upstreams.calls) {
      assert.equal(aborted, true);
      assert.ok(endedAt !== null && endedAt - cancelledAt < 100, `${(endedAt ?? NaN) - cancelledAt} ms`);
    }
  });

  it('starts no call any more', async () => {
    request = openRequest(upstreams.urls);
    request.calls.cancellation.cancel();
    assert.equal((await probe(request)).outcome, 'CANCELLED');
    assert.equal(upstreams.calls.length, 0);
  });

  it('leaves other requests their connections', async () => {
    request = openRequest(upstreams.urls);
    const endings = await hangingCalls(3);
    request.calls.cancellation.cancel();
    await Promise.all(endings);
    const other = openRequest(upstreams.urls, { connections: request.connections });
    upstreams.on('CATALOG', '/probe', () => ({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{}',
    }));
    assert.equal((await probe(other)).outcome, 'ok');
  });
});
