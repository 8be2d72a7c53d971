import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { UpstreamName } from '../../sandbox/index.js';
import { VIEWER } from '../support/gateway.js';
import { EVERYBODY } from './support/rules.js';
import { startRolloutGateway, type RolloutGateway } from './support/rollout-gateway.js';

const PAGE = `query ($after: String) { feed(sceneId: "home", first: 6, after: $after) {
  serving { tier degraded } pageInfo { endCursor hasNextPage }
  edges { position node { id ... on VideoCard { video { title viewer { liked } author { name }
    products(first: 3) { edges { node { pricing { salePrice { amount } finalPrice { amount } } coupons { id } } } } } } } } } }`;
const DEBUG = { ...VIEWER, 'x-vitrine-debug': 'rollout' };

describe('arms', () => {
  let gateway: RolloutGateway;

  before(async () => {
    gateway = await startRolloutGateway({});
  });
  beforeEach(() => gateway.sandbox.resetCalls());
  after(() => gateway.close());

  const callsOf = (upstream: UpstreamName): number =>
    Object.entries(gateway.sandbox.calls()[upstream])
      .filter(([endpoint]) => !endpoint.includes('hot'))
      .reduce((sum, [, { calls }]) => sum + calls, 0);
  const publish = async (rules: Parameters<typeof gateway.rules.publish>[0]) =>
    gateway.inForce(gateway.rules.publish(rules));
  const page = async (headers: Record<string, string> = DEBUG, after?: string) => {
    const answer = await gateway.ask(PAGE, { after }, headers);
    assert.equal(answer.errors, undefined, answer.text);
    const { extensions } = JSON.parse(answer.text) as { extensions?: { degraded?: object; rollout?: any } };
    return { ...answer, feed: answer.data.feed, extensions };
  };

  for (const feed of ['control', 'treatment'] as const)
    for (const pricing of ['control', 'treatment'] as const)
      it(`feed on ${feed}, prices on ${pricing}: each from its own source, and nothing is degraded`, async () => {
        const side = (which: string) => (which === 'treatment' ? EVERYBODY : {});
        await publish({ 'feed-primary': side(feed), 'product-pricing': side(pricing) });
        gateway.sandbox.resetCalls();
        const answer = await page();
        assert.equal(answer.feed.serving.tier, feed === 'treatment' ? 'PRIMARY' : 'LEGACY');
        assert.equal(answer.feed.serving.degraded, false);
        assert.equal(answer.extensions?.degraded, undefined, answer.text);
        assert.equal(callsOf('ALGORITHM') > 0, feed === 'treatment', 'ALGORITHM');
        assert.equal(callsOf('PRICING') > 0, pricing === 'treatment', 'PRICING');
        assert.deepEqual(
          answer.extensions?.rollout.arms.map(({ rule, side, reason }: any) => `${rule} ${side} ${reason}`),
          [`feed-primary ${feed} PERCENT`, `product-pricing ${pricing} PERCENT`],
        );
        const products = answer.feed.edges.flatMap(({ node }: any) => node.video?.products.edges ?? []);
        assert.ok(products.length > 0);
        assert.ok(products.every(({ node }: any) => node.pricing?.salePrice.amount !== undefined));
      });
});
