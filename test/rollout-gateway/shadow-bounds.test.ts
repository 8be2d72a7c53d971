import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { batch, failure, recommendInOrder, type FakeUpstreams } from '../support/fake-upstreams.js';
import { priceRecord } from '../support/records.js';
import { ROOMY } from '../support/roomy.js';
import { until, type RuledGateway } from './support/ruled-gateway.js';
import { EVERYBODY } from './support/rules.js';
import {
  ALL,
  droppedOf,
  isShadow,
  NOW,
  PAGE,
  startShadowed,
  untilQuiet,
  viewerOf,
} from './support/shadowed.js';

/** A price that nothing but a leg has read. */
const READ_BY_LEG = '77.77';
const PRICES =
  'query Prices { products(ids: ["UHJvZHVjdDo3MjAwMDAwMDAyMDA"]) { pricing { salePrice { amount } } } }';

const legs = (upstreams: FakeUpstreams) =>
  upstreams.callsOf('ALGORITHM', '/recommendations').filter(isShadow);

const askAtOnce = (gateway: RuledGateway, count: number) =>
  Promise.all(Array.from({ length: count }, (_, n) => gateway.ask(PAGE, {}, viewerOf(n))));

/** Uses a gateway, and closes it whatever comes. */
async function using(
  starting: Promise<RuledGateway>,
  use: (gateway: RuledGateway) => Promise<void>,
): Promise<void> {
  const gateway = await starting;
  try {
    await use(gateway);
  } finally {
    await gateway.close();
  }
}

describe('shadow legs', { concurrency: 2 }, () => {
  it('are under way only so many at a time', () =>
    using(startShadowed('shadow', { maxConcurrent: 2 }), async (gateway) => {
      const { upstreams } = gateway;
      const [atOnce, most] = [{ now: 0, most: 0 }, 2];
      upstreams.on('ALGORITHM', '/recommendations', async (call, response) => {
        if (isShadow(call)) atOnce.most = Math.max(atOnce.most, (atOnce.now += 1));
        await sleep(20);
        if (isShadow(call)) atOnce.now -= 1;
        return recommendInOrder(call, response);
      });
      await askAtOnce(gateway, 10);
      await until(() => legs(upstreams).length === 10);
      assert.equal(atOnce.most, most);
    }));

  it('beyond so many a second are dropped and counted', () =>
    using(startShadowed('shadow', { maxRps: 3 }), async (gateway) => {
      await askAtOnce(gateway, 10);
      await untilQuiet(gateway.upstreams);
      const { rate = 0, ...others } = await droppedOf(gateway, 'feed-primary');
      assert.deepEqual(others, {});
      assert.equal(legs(gateway.upstreams).length, 10 - rate);
      assert.ok(rate > 0 && rate <= 7, `${rate} dropped`); // a busy machine takes more than a second for ten
    }));

  it('beyond what is held are dropped and counted, however long those before them hang', () =>
    using(startShadowed('shadow', { maxConcurrent: 1 }), async (gateway) => {
      gateway.upstreams.on('ALGORITHM', '/recommendations', () => undefined);
      gateway.upstreams.on('PRICING', '/', () => undefined);
      await askAtOnce(gateway, 40);
      await until(async () => ((await droppedOf(gateway, 'product-pricing'))['full'] ?? 0) > 0);
      const [feed, prices] = await Promise.all(
        ['feed-primary', 'product-pricing'].map((rule) => droppedOf(gateway, rule)),
      );
      assert.ok(
        (feed?.['full'] ?? 0) + (prices?.['full'] ?? 0) >= 80 - 32 - 4,
        JSON.stringify([feed, prices]),
      );
    }));

  it('do not run while the process is late', () => {
    const loop = { p99: () => 21, stop: () => undefined };
    const internals = { shedding: { ...ROOMY, loop } };
    return using(startShadowed('shadow', {}, { internals }), async (gateway) => {
      await askAtOnce(gateway, 5);
      await untilQuiet(gateway.upstreams);
      assert.equal(gateway.upstreams.calls.filter(isShadow).length, 0);
      assert.deepEqual(await droppedOf(gateway, 'feed-primary'), { busy: 5 });
      assert.deepEqual(await droppedOf(gateway, 'product-pricing'), { busy: 5 });
    });
  });

  it('do not run while a breaker of the served path is open', () =>
    using(startShadowed('shadow'), async (gateway) => {
      const { upstreams } = gateway;
      upstreams.fail('INVENTORY');
      for (let n = 0; (await gateway.metric('vitrine_breaker_state')) === 0; n++) {
        assert.ok(n < 60, 'it opens');
        await gateway.ask(PAGE, {}, viewerOf(n));
      }
      await untilQuiet(upstreams);
      const before = legs(upstreams).length;
      assert.ok(before > 0);
      await askAtOnce(gateway, 3);
      await untilQuiet(upstreams);
      assert.equal(legs(upstreams).length, before);
    }));

  for (const mode of ['shadow', 'reverse'] as const)
    it(`keep nothing of what they read for anybody else (${mode})`, () =>
      using(startShadowed(mode, {}, { internals: { keepsRecords: true } }), async (gateway) => {
        const { upstreams } = gateway;
        const [candidate, served] =
          mode === 'shadow' ? (['PRICING', 'LEGACY'] as const) : (['LEGACY', 'PRICING'] as const);
        if (mode === 'shadow')
          upstreams.on(
            'PRICING',
            '/',
            batch((id) => priceRecord(id, { saleCents: 7_777, finalCents: 7_777 }, NOW)),
          );
        const { text } = await gateway.ask(PRICES);
        assert.match(text, /"98\.0/);
        await untilQuiet(upstreams);
        assert.ok(upstreams.callsOf(candidate).some(isShadow), 'a leg has read it');
        assert.equal(await gateway.metric('vitrine_lkg_entries'), 2, 'the product and its price, as served');
        upstreams.on('PRICING', '/', () => failure(500));
        upstreams.on('LEGACY', '/', () => failure(500));
        await gateway.publish({ 'product-pricing': { ...(mode === 'shadow' && EVERYBODY), shadow: ALL } });
        const after = await gateway.ask(PRICES);
        assert.ok(!after.text.includes(READ_BY_LEG), served);
        assert.equal(after.data.products[0].pricing, null, after.text);
      }));
});
