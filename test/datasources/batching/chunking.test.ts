import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { chunk } from '../../../datasources/batching/chunk.js';
import { chain } from '../../../datasources/chain/chain.js';
import { items } from '../../../datasources/catalog/catalog.loaders.js';
import { batch, failure, startFakeUpstreams, type FakeUpstreams } from '../../support/fake-upstreams.js';
import { itemId, itemRecord } from '../../support/records.js';
import { openRequest, type UpstreamRequest } from '../../support/upstream-request.js';
import { loaderCases, NOW, type LoaderCase } from './loader-cases.js';

let upstreams: FakeUpstreams;
let request: UpstreamRequest;
before(async () => {
  upstreams = await startFakeUpstreams();
});
after(() => upstreams.close());
afterEach(async () => {
  await request.close();
  upstreams.reset();
});

const ask = (of: Pick<LoaderCase, 'source'>, ids: readonly string[]) =>
  request.datasources.serving.resolveAll(chain('record', { primary: of.source }), ids);

const idsOf = (of: LoaderCase, count: number) => Array.from({ length: count }, (_, i) => of.idAt(i));

it('chunks are the fewest, keep order, and the largest is as small as it can be', () => {
  fc.assert(
    fc.property(fc.nat({ max: 700 }), fc.integer({ min: 1, max: 100 }), (count, limit) => {
      const keys = Array.from({ length: count }, (_, i) => i);
      const chunks = chunk(keys, limit);
      const fewest = Math.max(1, Math.ceil(count / limit));
      assert.deepEqual(chunks.flat(), keys);
      assert.ok(chunks.length <= fewest);
      assert.equal(Math.max(...chunks.map(({ length }) => length)), Math.ceil(count / fewest));
    }),
  );
  request = openRequest(upstreams.urls);
});

describe('at the limit of each endpoint', () => {
  for (const of of loaderCases) {
    it(`${of.source.id} asks once for ${of.limit} ids`, async () => {
      request = openRequest(upstreams.urls, { now: NOW });
      await ask(of, idsOf(of, of.limit));
      assert.deepEqual(
        upstreams.callsOf(of.upstream, of.path).map(({ ids }) => ids.length),
        [of.limit],
      );
    });

    it(`${of.source.id} splits ${of.limit + 1} ids in two halves, and gets them all`, async () => {
      request = openRequest(upstreams.urls, { now: NOW });
      const outcomes = await ask(of, idsOf(of, of.limit + 1));
      const sizes = upstreams.callsOf(of.upstream, of.path).map(({ ids }) => ids.length);
      const half = Math.ceil((of.limit + 1) / 2);
      assert.deepEqual(sizes.sort(), [of.limit + 1 - half, half].sort());
      assert.equal([...outcomes.values()].filter(({ kind }) => kind === 'ok').length, of.limit + 1);
    });
  }
});

describe('many chunks', () => {
  for (const count of [500, 900])
    it(`of ${count} ids are in flight four at a time`, async () => {
      request = openRequest(upstreams.urls);
      let inFlight = 0;
      let most = 0;
      const answer = batch((id) => itemRecord(id), 40);
      upstreams.on('CATALOG', '/items:batchGet', async (call, response) => {
        most = Math.max(most, ++inFlight);
        await sleep(15);
        inFlight--;
        return answer(call, response);
      });
      const outcomes = await ask(
        { source: items },
        Array.from({ length: count }, (_, i) => itemId(i)),
      );
      assert.equal(most, 4);
      assert.equal(upstreams.calls.flatMap(({ ids }) => ids).length, count);
      assert.ok([...outcomes.values()].every(({ kind }) => kind === 'ok'));
    });

  it('that fail take only their own ids with them', async () => {
    request = openRequest(upstreams.urls);
    const answer = batch((id) => itemRecord(id), 40);
    upstreams.on('CATALOG', '/items:batchGet', (call, response) =>
      call.ids.includes(itemId(0)) ? failure(500) : answer(call, response),
    );
    const outcomes = await ask(
      { source: items },
      Array.from({ length: 80 }, (_, i) => itemId(i)),
    );
    const failed = [...outcomes].filter(([, outcome]) => outcome.kind === 'fail').map(([id]) => id);
    assert.deepEqual(
      failed,
      Array.from({ length: 40 }, (_, i) => itemId(i)),
    );
  });
});

describe('a whole answer', () => {
  for (const body of ['{}', '[]', 'null', '7', '{"results":null}', '{"results":[]}'])
    it(`like ${body} fails all its ids as SCHEMA`, async () => {
      request = openRequest(upstreams.urls);
      upstreams.on('CATALOG', '/', () => ({
        status: 200,
        headers: { 'content-type': 'application/json' },
        body,
      }));
      const outcomes = await ask({ source: items }, [itemId(1), itemId(2)]);
      for (const outcome of outcomes.values()) assert.deepEqual(outcome, { kind: 'fail', cls: 'SCHEMA' });
    });

  it('for another viewer fails all its ids as IDENTITY', async () => {
    for (const of of loaderCases.filter(({ source }) => source.scope === 'VIEWER')) {
      request = openRequest(upstreams.urls, { now: NOW });
      upstreams.on(of.upstream, of.path, ({ ids }) => ({
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          subject: 'v:somebody-else',
          results: Object.fromEntries(ids.map((id) => [id, of.record(id)])),
          missing: [],
          errors: {},
        }),
      }));
      const outcomes = await ask(of, idsOf(of, 3));
      for (const outcome of outcomes.values()) assert.deepEqual(outcome, { kind: 'fail', cls: 'IDENTITY' });
      await request.close();
    }
  });
});
