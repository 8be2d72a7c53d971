import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { amount } from './support/amount.js';
import { MARKED, MARKS } from './support/marked-prices.js';
import { EVERYBODY } from './support/rules.js';
import { startRuledGateway, startStandIns, type RuledGateway } from './support/ruled-gateway.js';

const PAGES = 10;
const CHAINS = amount(12, 1_000);
const PAGE = `query Page($after: String) { feed(sceneId: "home", first: 5, after: $after) {
  serving { tier } session { restarted } pageInfo { endCursor hasNextPage }
  nodes { id ... on VideoCard { video { products(first: 2) { edges { node { pricing { salePrice { amount } } } } } } } } } }`;
const HALF = { bp: 5_000, force: { reason: 'a test' } };
const NOBODY = { bp: 10 };

/** Chains whose arms are printed. */
const SHOWN = 12;
const hasChanged = (arms: string): boolean => new Set(arms.trim().split(' ')).size > 1;

type Side = 'control' | 'treatment';

describe('a session while rules are reloaded, killed and brought back all the time', () => {
  let gateway: RuledGateway;

  before(async () => {
    gateway = await startRuledGateway(
      await startStandIns(Date.now, MARKED),
      { 'feed-primary': HALF, 'product-pricing': HALF },
      { env: { ENTITY_CACHE: 'on', COALESCING: 'on' }, internals: { keepsRecords: true } },
    );
  });
  after(() => gateway.close());

  async function changeRules(until: AbortSignal): Promise<void> {
    const settings = [HALF, EVERYBODY, NOBODY];
    for (let n = 0; !until.aborted; n++) {
      gateway.rules.kill(...['feed-primary', 'product-pricing'].filter((_id, i) => (n >> i) % 2 === 1));
      const rule = settings[n % settings.length] ?? HALF;
      gateway.rules.publish({ 'feed-primary': rule, 'product-pricing': rule });
      await sleep(300);
    }
    gateway.rules.kill();
  }

  async function page(viewer: string, after: string | null) {
    const { data, errors, text } = await gateway.ask(
      PAGE,
      { after },
      { 'x-viewer-id': viewer, 'x-device-id': viewer, 'x-vitrine-debug': 'rollout' },
    );
    assert.equal(errors, undefined, text);
    const { arms } = JSON.parse(text).extensions.rollout as { arms: { rule: string; side: Side }[] };
    const sides = new Map(arms.map(({ rule, side }) => [rule, side]));
    assert.equal(sides.size, arms.length, 'one arm of each rule');
    const { feed } = data;
    const products = feed.nodes.flatMap(({ video }: any) => video?.products.edges ?? []);
    const prices: number[] = products.map(({ node }: any) => Number(node.pricing.salePrice.amount));
    return { feed, sides, prices, ids: feed.nodes.map(({ id }: any) => id) as string[] };
  }

  async function chain(viewer: string): Promise<string> {
    const shown = new Set<string>();
    let arms = '';
    let after: string | null = null;
    for (let n = 0; n < PAGES; n++) {
      const { feed, sides, prices, ids } = await page(viewer, after);
      const [list, pricing] = [sides.get('feed-primary'), sides.get('product-pricing')];
      if (list === 'control') assert.equal(feed.serving.tier, 'LEGACY');
      assert.ok(prices.length > 0);
      assert.deepEqual(
        new Set(prices),
        new Set([Number(MARKS[pricing ?? 'control'])]),
        `${viewer}, page ${n}`,
      );
      assert.ok(n === 0 || !feed.session.restarted);
      assert.equal(ids.length, 5, `${viewer}, page ${n} of ${arms}`);
      for (const id of ids) {
        assert.ok(!shown.has(id), `${viewer} sees ${id} again on page ${n} of ${arms}`);
        shown.add(id);
      }
      arms += `${list?.[0]}${pricing?.[0]} `;
      assert.ok(feed.pageInfo.hasNextPage);
      after = feed.pageInfo.endCursor as string;
      await sleep(150);
    }
    return arms;
  }

  it('sees one arm of a rule in each answer, and nothing twice', async (test) => {
    const changing = new AbortController();
    const changed = changeRules(changing.signal);
    const chains = Array.from({ length: CHAINS }, async (_, n) => {
      await sleep(n * 90);
      return chain(`v-${n}`);
    });
    const walked = await Promise.all(chains).finally(() => {
      changing.abort();
    });
    await changed;
    for (const arms of walked.slice(0, SHOWN)) test.diagnostic(arms);
    test.diagnostic(
      `${CHAINS} chains of ${PAGES} pages; ${walked.filter(hasChanged).length} of them changed arms`,
    );
    assert.ok(walked.some(hasChanged), 'arms did change');
  });
});
