import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { chain } from '../../datasources/chain/chain.js';
import { items } from '../../datasources/catalog/catalog.loaders.js';
import { startFakeUpstreams, type FakeUpstreams } from '../support/fake-upstreams.js';
import { itemId } from '../support/records.js';
import { openRequest, type UpstreamRequest } from '../support/upstream-request.js';

const product = chain('Product', { primary: items });
const WHOLE_MS = 2_000;

let upstreams: FakeUpstreams;
let request: UpstreamRequest;
before(async () => {
  upstreams = await startFakeUpstreams();
});
beforeEach(() => {
  request = openRequest(upstreams.urls, { deadlineMs: WHOLE_MS, timeoutFactor: 100 });
});
afterEach(async () => {
  await request.close();
  upstreams.reset();
});
after(() => upstreams.close());

const given = () => upstreams.calls.map(({ headers }) => Number(headers['x-deadline-ms']));

describe('what a tier asks for', () => {
  it('is given the time of the tier, and the upstream is told so', async () => {
    const { serving, deadline, ...sources } = request.datasources;
    const end = deadline.tier('PRIMARY');
    await serving.resolveAll(product, [itemId(1)], end);
    await sources.profile(end);
    await sources.exposures(7, end);
    assert.equal(given().length, 3);
    for (const ms of given()) assert.ok(ms > WHOLE_MS / 4 && ms <= WHOLE_MS / 2, `${ms} ms`);
  });

  it('keeps the whole batch to the tier when a field of the same turn has more time', async () => {
    const { serving, deadline } = request.datasources;
    await Promise.all([
      serving.resolve(product, itemId(1)),
      serving.resolve(product, itemId(2), deadline.tier('PRIMARY')),
      serving.resolve(product, itemId(3), deadline.tier('LEGACY')),
    ]);
    assert.deepEqual(
      upstreams.calls.map(({ ids }) => ids),
      [[itemId(1), itemId(2), itemId(3)]],
    );
    assert.ok((given()[0] ?? Infinity) <= WHOLE_MS / 2);
  });

  it('leaves later fields the time of the request', async () => {
    const { serving, deadline } = request.datasources;
    await serving.resolve(product, itemId(1), deadline.tier('PRIMARY'));
    await serving.resolve(product, itemId(2));
    assert.ok((given()[1] ?? 0) > WHOLE_MS / 2);
  });
});
