import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { bucketOf } from '../../rollout/bucketing/bucket.js';
import { amount } from '../support/amount.js';
import { items, MARKED, MARKS, PRICES } from './support/marked-prices.js';
import { RULES } from './support/rules.js';
import { startRuledGateway, startStandIns, type RuledGateway } from './support/ruled-gateway.js';

const INSTANCES = 4;
const REQUESTS = amount(60, 1_000);
const PAUSE_MS = 10;
const RELOAD_MS = 200;
const ID = 'product-pricing';
const SALT = String(RULES[ID]['salt']);
/** What a careful release never does: up and down, by several steps. */
const SHARES = [5_000, 100, 2_500, 500].map((bp) => ({ bp, force: { reason: 'a test' } }));

const viewers = Array.from({ length: 1_000 }, (_, n) => `v-${n}`);
const bucket = (viewer: string): number => bucketOf(SALT, 'viewer', viewer);
/** One who is on treatment under each of the shares, and one who never is. */
const ALWAYS = viewers.find((viewer) => bucket(viewer) < 100) ?? '';
const NEVER = viewers.find((viewer) => bucket(viewer) >= 5_000) ?? '';

describe(`a viewer whose requests go to ${INSTANCES} instances that reload meanwhile, each at its own time`, () => {
  let instances: readonly RuledGateway[];

  before(async () => {
    instances = await Promise.all(
      Array.from({ length: INSTANCES }, async () =>
        startRuledGateway(await startStandIns(Date.now, MARKED), { [ID]: SHARES[0] ?? {} }),
      ),
    );
  });
  after(() => Promise.all(instances.map((instance) => instance.close())));

  async function reload(until: AbortSignal): Promise<void> {
    for (let n = 0; !until.aborted; n++) {
      instances[n % INSTANCES]?.rules.publish({ [ID]: SHARES[(n >> 2) % SHARES.length] ?? {} });
      await sleep(RELOAD_MS / INSTANCES);
    }
  }

  async function armOf(viewer: string, n: number): Promise<string> {
    const instance = instances[n % INSTANCES];
    assert.ok(instance);
    const { data, text } = await instance.ask(PRICES, items(n % 50), {
      'x-viewer-id': viewer,
      'x-vitrine-debug': 'rollout',
    });
    const { arms } = JSON.parse(text).extensions.rollout;
    return `${arms[0].side}, ${Number(data.products[0].pricing.salePrice.amount)}`;
  }

  it(`stays on one arm through ${REQUESTS} requests`, async (test) => {
    const reloading = new AbortController();
    const reloaded = reload(reloading.signal);
    const seen = { always: new Set<string>(), never: new Set<string>() };
    for (let n = 0; n < REQUESTS; n++) {
      seen.always.add(await armOf(ALWAYS, n));
      seen.never.add(await armOf(NEVER, n));
      await sleep(PAUSE_MS);
    }
    reloading.abort();
    await reloaded;
    const versions = await Promise.all(
      instances.map((instance) => instance.metric('vitrine_rollout_rules_version')),
    );
    test.diagnostic(`${REQUESTS} requests of each viewer; versions at the end: ${versions.join(', ')}`);
    assert.deepEqual([...seen.always], [`treatment, ${Number(MARKS.treatment)}`]);
    assert.deepEqual([...seen.never], [`control, ${Number(MARKS.control)}`]);
    for (const version of versions) assert.ok(version > 1, 'every instance did reload');
  });
});
