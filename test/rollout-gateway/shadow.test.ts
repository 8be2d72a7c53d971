import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import { startSandbox } from '../../sandbox/index.js';
import type { ParityFigures } from '../../rollout/parity/parity-figures.js';
import { VIEWER } from '../support/gateway.js';
import { startRolloutGateway, type RolloutGateway } from './support/rollout-gateway.js';

const PAGE = `query Page { feed(sceneId: "home", first: 10) {
  edges { node { id ... on VideoCard { video { title author { name }
    products(first: 3) { edges { node { pricing { salePrice { amount } finalPrice { amount } } coupons { id } } } } } } } } } }`;
const ALL = { mode: 'shadow', sampleBp: 10_000, maxRps: 1_000, maxConcurrent: 8 };
const REQUESTS = 10;
const PATIENCE_MS = 10_000;

describe('a shadow', () => {
  let gateway: RolloutGateway;

  before(async () => {
    const now = Date.now();
    // no flash sale ends between an answer and its shadow
    const sandbox = await startSandbox({ now: () => now });
    gateway = await startRolloutGateway(
      {
        'feed-primary': { shadow: { ...ALL, ranked: 'different' } },
        'product-pricing': { shadow: ALL },
        'video-author': { shadow: ALL },
      },
      { sandbox },
    );
  });
  after(() => gateway.close());

  /** Legs run behind answers. */
  async function figuresOf(requests: number): Promise<ParityFigures['rules']> {
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end;) {
      const { rules } = (await (await fetch(`${gateway.url}/rollout/parity`)).json()) as ParityFigures;
      const asked = Object.values(rules).map(({ dropped }) =>
        Object.values(dropped).reduce((a, b) => a + b, 0),
      );
      const pages = rules['feed-primary']?.compared['Query.feed']?.ab.asked ?? 0;
      if (pages + (asked[0] ?? 0) >= requests) return rules;
      await sleep(100);
    }
    return assert.fail('nothing was compared');
  }

  it('asks the other side of every rule, and finds that both agree where nothing is wrong', async () => {
    for (let n = 0; n < REQUESTS; n++) await gateway.ask(PAGE, {}, { ...VIEWER, 'x-viewer-id': `v-${n}` });
    await figuresOf(REQUESTS);
    await sleep(300); // the legs of other rules
    const rules = await figuresOf(REQUESTS);
    for (const [rule, coordinate] of [
      ['product-pricing', 'Product.pricing'],
      ['video-author', 'Video.author'],
    ] as const) {
      const compared = rules[rule]?.compared[coordinate]?.ab ?? assert.fail(rule);
      assert.ok(compared.n >= REQUESTS, `${rule}: ${compared.n}`);
      assert.equal(compared.equal, compared.n, `${rule}: ${JSON.stringify(compared.classes)}`);
    }
    assert.deepEqual(rules['product-pricing']?.coordinates, ['Product.pricing'], 'LEGACY knows no coupons');
    const pages = rules['feed-primary']?.pages['Query.feed']?.ab ?? assert.fail();
    assert.equal(pages.brokenByCandidate.duplicate, 0);
  });
});
