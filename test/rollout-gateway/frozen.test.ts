import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { globalId } from '../../schema/global-id.js';
import { videoId } from '../support/records.js';
import { amount } from '../support/amount.js';
import { MARKED, MARKS } from './support/marked-prices.js';
import { EVERYBODY } from './support/rules.js';
import { startRuledGateway, startStandIns, type RuledGateway } from './support/ruled-gateway.js';

const PAGES = 10;
const SIZE = 5;
const CHAINS = amount(12, 1_000);
const AT_ONCE = 12;
const PAGE = `query Page($after: String) { feed(sceneId: "home", first: ${SIZE}, after: $after) {
  serving { tier } session { restarted } pageInfo { endCursor hasNextPage }
  nodes { id ... on VideoCard { video { products(first: 2) { edges { node { pricing { salePrice { amount } } } } } } } } } }`;
/** Both feeds have the same videos in the same order: whoever skips one has a gap. */
const ALL_IN_ORDER = Array.from({ length: PAGES * SIZE }, (_, n) => globalId('VideoCard', videoId(n + 1)));
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
      {
        env: { ENTITY_CACHE: 'on', COALESCING: 'on' },
        internals: { keepsRecords: true, timeoutFactor: 100 },
      },
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
    const { rollout, degraded } = JSON.parse(text).extensions;
    assert.equal(degraded, undefined, 'no source was late: the machine has room for this test');
    const { arms } = rollout as { arms: { rule: string; side: Side }[] };
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
      assert.equal(ids.length, SIZE, `${viewer}, page ${n} of ${arms}`);
      for (const id of ids) {
        assert.ok(!shown.has(id), `${viewer} sees ${id} again on page ${n} of ${arms}`);
        shown.add(id);
      }
      arms += `${list?.[0]}${pricing?.[0]} `;
      assert.ok(feed.pageInfo.hasNextPage);
      after = feed.pageInfo.endCursor as string;
      await sleep(150);
    }
    assert.deepEqual([...shown], ALL_IN_ORDER, `${viewer}: ${arms}`);
    return arms;
  }

  it('sees one arm of a rule in each answer, and nothing twice', async (test) => {
    const changing = new AbortController();
    const changed = changeRules(changing.signal);
    const walked: string[] = [];
    let next = 0;
    const walk = async (worker: number): Promise<void> => {
      await sleep(worker * 90);
      for (let n = next++; n < CHAINS; n = next++) walked.push(await chain(`v-${n}`));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, (_, worker) => walk(worker))).finally(() => {
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
