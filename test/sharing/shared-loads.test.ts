import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { chain } from '../../datasources/chain/chain.js';
import type { Outcome } from '../../datasources/chain/outcome.js';
import { items } from '../../datasources/catalog/catalog.loaders.js';
import { videoStates } from '../../datasources/engagement/engagement.loaders.js';
import { offers } from '../../datasources/pricing/pricing.loaders.js';
import { failure, startFakeUpstreams, type FakeUpstreams } from '../support/fake-upstreams.js';
import { itemId, videoId } from '../support/records.js';
import { openRequest, type RequestOptions, type UpstreamRequest } from '../support/upstream-request.js';

const product = chain('Product', { primary: items });
const offer = chain('Product#offer', { primary: offers });
const state = chain('Video#viewer', { primary: videoStates });

let upstreams: FakeUpstreams;
let first: UpstreamRequest;
before(async () => {
  upstreams = await startFakeUpstreams();
});
beforeEach(() => {
  first = openRequest(upstreams.urls, { shares: true });
});
afterEach(async () => {
  await first.close();
  upstreams.reset();
});
after(() => upstreams.close());

/** Another request of the same process. */
const another = (options: RequestOptions = {}) =>
  openRequest(upstreams.urls, { ...options, connections: first.connections });
const readPrice = async ({ datasources }: UpstreamRequest, n: number) =>
  datasources.serving.resolve(offer, itemId(n));
const read = async ({ datasources }: UpstreamRequest, n: number) =>
  datasources.serving.resolve(product, itemId(n));
/** Until an upstream has been asked. */
const arrived = async () => {
  while (upstreams.calls.length === 0) await sleep(1);
};
const askedIds = () => upstreams.calls.map(({ ids }) => ids.map((id) => Number(id.slice(-6))));
const kinds = (outcomes: readonly Outcome<unknown>[]) =>
  outcomes.map((outcome) => (outcome.kind === 'fail' ? outcome.cls : outcome.kind));

describe('requests that ask at the same time', () => {
  it('share one batch, each id once', async () => {
    await Promise.all([read(first, 1), read(another(), 2), read(another(), 1), read(another(), 3)]);
    assert.deepEqual(askedIds(), [[1, 2, 3]]);
  });

  it('fill calls up to the limit of the source', async () => {
    await Promise.all(Array.from({ length: 100 }, (_, n) => read(another(), n + 1)));
    assert.deepEqual(
      upstreams.calls.map(({ ids }) => ids.length),
      [40, 40, 20],
    );
  });

  it('wait for what is on its way instead of asking again', async () => {
    upstreams.delay('CATALOG', 60);
    const early = read(first, 1);
    await arrived();
    const [one, again] = await Promise.all([early, read(another(), 1)]);
    assert.ok(one.kind === 'ok' && again.kind === 'ok');
    assert.equal(one.value, again.value);
    assert.equal(upstreams.calls.length, 1);
  });

  it('ask again once the answer is there, where nothing keeps it', async () => {
    await read(first, 1);
    await read(another(), 1);
    assert.equal(upstreams.calls.length, 2);
  });

  it('have prices of their own segment', async () => {
    const web = another({ channel: 'WEB' });
    await Promise.all([readPrice(first, 1), readPrice(web, 1), readPrice(another(), 2)]);
    assert.deepEqual(
      upstreams.calls.map(({ body, ids }) => [(body as { channel: string }).channel, ids.length]),
      [
        ['APP', 2],
        ['WEB', 1],
      ],
    );
  });

  it('never share with load tests', async () => {
    await Promise.all([read(first, 1), read(another({ shadow: true }), 1)]);
    assert.deepEqual(
      upstreams.calls.map(({ headers }) => headers['x-shadow']),
      [undefined, '1'],
    );
  });

  it('never share what is read for one viewer, be it the same viewer', async () => {
    const of = ({ datasources }: UpstreamRequest) => datasources.serving.resolve(state, videoId(1));
    await Promise.all([of(first), of(another())]);
    assert.equal(upstreams.callsOf('ENGAGEMENT').length, 2);
  });

  it('send no viewer, and the trace of the one that asked first', async () => {
    const second = another();
    await Promise.all([read(first, 1), read(second, 2)]);
    const { headers } = upstreams.calls[0] ?? assert.fail('no call');
    assert.equal(headers['x-viewer-id'], undefined);
    assert.equal(headers['x-device-id'], undefined);
    assert.equal(headers['traceparent']?.slice(3, 35), first.calls.trace.traceId);
  });
});

describe('a request that leaves', () => {
  beforeEach(() => upstreams.delay('CATALOG', 80));

  it('ends neither the call nor the wait of the others, even if it asked first', async () => {
    const [gone, stays] = [read(first, 1), read(another(), 1)];
    await arrived();
    first.calls.cancellation.cancel();
    assert.deepEqual(kinds([await gone, await stays]), ['CANCELLED', 'ok']);
    assert.equal(upstreams.calls.length, 1);
  });

  it('ends the call when nobody else waits for it, and whoever comes then asks anew', async () => {
    const gone = read(first, 1);
    await arrived();
    first.calls.cancellation.cancel();
    const next = read(another(), 1);
    assert.deepEqual(kinds([await gone, await next]), ['CANCELLED', 'ok']);
    await sleep(20); // until the upstream has seen it
    assert.deepEqual(
      upstreams.calls.map(({ aborted }) => aborted),
      [true, false],
    );
  });

  it('before its turn is over has asked nobody', async () => {
    const gone = read(first, 1);
    await Promise.resolve();
    first.calls.cancellation.cancel();
    assert.deepEqual(kinds([await gone]), ['CANCELLED']);
    await sleep(10);
    assert.equal(upstreams.calls.length, 0);
  });
});

describe('time', () => {
  beforeEach(() => upstreams.delay('CATALOG', 150));

  it('of the most patient is what the call gets; the others go on when theirs is up', async () => {
    const startedAt = performance.now();
    const hurried = read(another({ deadlineMs: 80 }), 1).then((outcome) => ({
      outcome,
      ms: performance.now() - startedAt,
    }));
    const patient = read(first, 1);
    const { outcome, ms } = await hurried;
    assert.deepEqual(kinds([outcome, await patient]), ['TIMEOUT', 'ok']);
    assert.ok(ms < 130, `${ms} ms`);
    assert.equal(upstreams.calls.length, 1);
    assert.ok(Number(upstreams.calls[0]?.headers['x-deadline-ms']) > 500);
  });

  it('of somebody in a hurry ends no call for those who have more', async () => {
    const hurried = read(another({ deadlineMs: 80 }), 1);
    await arrived();
    const patient = read(first, 1);
    assert.deepEqual(kinds([await hurried, await patient]), ['TIMEOUT', 'ok']);
    assert.equal(upstreams.calls.length, 2);
  });
});

describe('a failed call', () => {
  it('fails for each that waited, and for nobody after', async () => {
    upstreams.fail('CATALOG');
    const failed = await Promise.all([read(first, 1), read(another(), 1), read(another(), 2)]);
    assert.deepEqual(kinds(failed), ['UPSTREAM_5XX', 'UPSTREAM_5XX', 'UPSTREAM_5XX']);
    assert.equal(upstreams.calls.length, 1);
    upstreams.reset();
    assert.equal((await read(another(), 1)).kind, 'ok');
  });

  it('of one chunk fails its own ids', async () => {
    upstreams.on('CATALOG', '/items:batchGet', ({ ids }) => failure(ids.length < 40 ? 500 : 502));
    const all = await Promise.all(Array.from({ length: 50 }, (_, n) => read(another(), n + 1)));
    assert.deepEqual(new Set(kinds(all.slice(0, 40))), new Set(['BAD_GATEWAY']));
    assert.deepEqual(new Set(kinds(all.slice(40))), new Set(['UPSTREAM_5XX']));
  });
});
