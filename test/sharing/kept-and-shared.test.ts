import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { items } from '../../datasources/catalog/catalog.loaders.js';
import { chain } from '../../datasources/chain/chain.js';
import { batch, startFakeUpstreams, type FakeUpstreams } from '../support/fake-upstreams.js';
import { itemId, itemRecord } from '../support/records.js';
import { openRequest, type RequestOptions, type UpstreamRequest } from '../support/upstream-request.js';

const FRESH_MS = 150;
const ages = { freshMs: FRESH_MS, staleOkMs: 60_000, maxMs: 120_000 };
const product = chain('Product', { primary: items, lkg: { contract: '1', ages } });
/** Until refreshes that were begun are back. */
const REFRESHED_MS = 350;

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

const another = (options: RequestOptions = {}) =>
  openRequest(upstreams.urls, { ...options, connections: first.connections });
const read = ({ datasources }: UpstreamRequest, n: number) => datasources.serving.resolve(product, itemId(n));
const titleOf = async (n: number) => {
  const outcome = await read(another(), n);
  return outcome.kind === 'ok' ? outcome.value.title : outcome.kind;
};
const entitle = (title: string) =>
  upstreams.on(
    'CATALOG',
    '/items:batchGet',
    batch((id) => itemRecord(id, { title })),
  );

describe('a record that nobody has', () => {
  const looks = () => first.connections.stores.kept?.state().reads.none ?? assert.fail('nothing is kept');

  it('is looked for as often by who reads one as by who reads many', async () => {
    const { serving } = another().datasources;
    await serving.resolveAll(product, [itemId(1)]);
    const ofMany = looks();
    await serving.resolve(product, itemId(2));
    assert.equal(looks() - ofMany, ofMany);
  });
});

describe('thousands of readers of one record', () => {
  const lasting = chain('Product', {
    primary: items,
    lkg: { contract: '1', ages: { freshMs: 60_000, staleOkMs: 60_000, maxMs: 120_000 } },
  });
  let process: UpstreamRequest;
  beforeEach(() => {
    process = openRequest(upstreams.urls, { shares: true, guarded: true, timeoutFactor: 500 });
  });
  afterEach(() => process.close());
  const readAll = (readers: number) =>
    Promise.all(
      Array.from({ length: readers }, async () => {
        const { connections } = process;
        const request = openRequest(upstreams.urls, { connections, deadlineMs: 60_000 });
        return request.datasources.serving.resolve(lasting, itemId(1));
      }),
    );
  const kinds = (outcomes: readonly { readonly kind: string }[]) => [
    ...new Set(outcomes.map(({ kind }) => kind)),
  ];

  it('that nobody has read yet cause one call, be they 10,000', async () => {
    upstreams.delay('CATALOG', 100);
    assert.deepEqual(kinds(await readAll(10_000)), ['ok']);
    assert.deepEqual(
      upstreams.calls.map(({ ids }) => ids),
      [[itemId(1)]],
    );
  });

  it('that come while it is on its way, and when it has just come, cause one call', async () => {
    upstreams.delay('CATALOG', 20);
    const waves: ReturnType<typeof readAll>[] = [];
    for (let wave = 0; wave < 40; wave += 1) {
      waves.push(readAll(250));
      await sleep(1);
    }
    assert.deepEqual(kinds((await Promise.all(waves)).flat()), ['ok']);
    assert.equal(upstreams.calls.length, 1);
  });

  it('that does not exist cause one call', async () => {
    upstreams.on(
      'CATALOG',
      '/items:batchGet',
      batch(() => null),
    );
    assert.deepEqual(kinds(await readAll(1_000)), ['miss']);
    assert.equal(upstreams.calls.length, 1);
  });

  it('that fails cause one call, and all are told', async () => {
    upstreams.fail('CATALOG');
    assert.deepEqual(kinds(await readAll(1_000)), ['fail']);
    assert.equal(upstreams.calls.length, 1);
  });
});

describe('a kept record', () => {
  it('is read without a promise and without a call', async () => {
    await read(first, 1);
    const again = read(another(), 1);
    assert.ok(!(again instanceof Promise));
    assert.equal(upstreams.calls.length, 1);
  });

  it('past its time is served at once; one call refreshes all that were found so', async () => {
    entitle('before');
    await Promise.all([read(first, 1), read(another(), 2), read(another(), 3)]);
    entitle('after');
    await sleep(FRESH_MS * 1.2);
    for (let times = 0; times < 100; times += 1) assert.equal(await titleOf((times % 3) + 1), 'before');
    await sleep(REFRESHED_MS);
    assert.deepEqual(
      upstreams.calls.map(({ ids }) => ids.length),
      [3, 3],
    );
    assert.equal(await titleOf(1), 'after');
  });

  it('stays when its refresh fails, which is counted and not tried by everybody', async () => {
    entitle('before');
    await read(first, 1);
    upstreams.fail('CATALOG');
    await sleep(FRESH_MS * 1.2);
    for (let times = 0; times < 100; times += 1) assert.equal(await titleOf(1), 'before');
    await sleep(REFRESHED_MS);
    for (let times = 0; times < 100; times += 1) assert.equal(await titleOf(1), 'before');
    assert.equal(upstreams.calls.length, 2);
    assert.equal(first.connections.stores.kept?.state().failedRefreshes, 1);
  });

  it('is one and the same for all fields of a request, though it was refreshed between them', async () => {
    entitle('before');
    await read(first, 1);
    entitle('after');
    await sleep(FRESH_MS * 1.2);
    const request = another();
    const one = await read(request, 1);
    await sleep(REFRESHED_MS);
    assert.equal(await titleOf(1), 'after');
    assert.deepEqual(await read(request, 1), one);
  });

  it('of a load test is its own', async () => {
    entitle('real');
    await read(first, 1);
    entitle('played');
    const outcome = await read(another({ shadow: true }), 1);
    assert.ok(outcome.kind === 'ok' && outcome.value.title === 'played');
    assert.equal(await titleOf(1), 'real');
  });
});
