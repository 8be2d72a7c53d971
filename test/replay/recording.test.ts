import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { VIEWER } from '../support/gateway.js';
import { ALWAYS, startRecordingGateway, type RecordingGateway } from './support/recording-gateway.js';

const PAGE = `query Page($after: String) { feed(sceneId: "home", first: 6, after: $after) { pageInfo { endCursor }
  edges { node { id ... on VideoCard { video { title author { name }
    products(first: 3) { edges { node { pricing { salePrice { amount } } } } } } } } } } }`;

describe('recording beside answers', () => {
  let gateway: RecordingGateway;
  before(async () => {
    gateway = await startRecordingGateway({ 'feed-primary': { shadow: { ...ALWAYS, ranked: 'same' } } });
  });
  after(() => gateway.close());

  it('writes both sides of a case that differs', async () => {
    await gateway.ask(PAGE, {}, { ...VIEWER, 'x-viewer-id': 'v-900001' });
    const [first] = await gateway.cases();
    assert.ok(first);
    const { recorded } = first;
    assert.deepEqual(
      recorded.arms.map(({ rule, side }) => `${rule} ${side}`),
      ['feed-primary control'],
    );
    const called = recorded.exchanges.map(([[id]]) => id);
    assert.ok(called.includes('LEGACY.feed'), called.join());
    assert.ok(recorded.leg?.exchanges.some(([[id]]) => id === 'ALGORITHM.recommendations'));
    assert.ok(recorded.polled.plans.length > 0);
  });
});
