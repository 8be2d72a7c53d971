import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { VIEWER } from '../support/gateway.js';
import { startRolloutGateway, type RolloutGateway } from './support/rollout-gateway.js';

const PAGE = `query Page { feed(sceneId: "home", first: 10) {
  edges { node { id ... on VideoCard { video { title author { name }
    products(first: 3) { edges { node { pricing { salePrice { amount } finalPrice { amount } } coupons { id } } } } } } } } } }`;
const ALL = { mode: 'shadow', sampleBp: 10_000, maxRps: 1_000, maxConcurrent: 8 };

describe('a shadow', () => {
  let gateway: RolloutGateway;

  before(async () => {
    gateway = await startRolloutGateway({
      'feed-primary': { shadow: { ...ALL, ranked: 'different' } },
      'product-pricing': { shadow: ALL },
      'video-author': { shadow: ALL },
    });
  });
  beforeEach(() => gateway.sandbox.resetCalls());
  after(() => gateway.close());

  const figures = async () => (await (await fetch(`${gateway.url}/rollout/parity`)).json()) as any;

  it('compares what the other side says', async () => {
    for (let n = 0; n < 10; n++) await gateway.ask(PAGE, {}, { ...VIEWER, 'x-viewer-id': `v-${n}` });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const { rules } = await figures();
    assert.ok(rules);
  });
});
