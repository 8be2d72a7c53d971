import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { failure } from '../support/fake-upstreams.js';
import type { Answer } from '../support/gateway.js';
import { amount } from '../support/amount.js';
import { items, MARKED, MARKS, PRICES } from './support/marked-prices.js';
import { EVERYBODY } from './support/rules.js';
import { startRuledGateway, startStandIns, type RuledGateway } from './support/ruled-gateway.js';

const REQUESTS = amount(1_500, 100_000);
const AFTER_KILL = amount(10, 1_000);
const AT_ONCE = 20;
const VIEWERS = 60;
const HALF = { bp: 5_000, force: { reason: 'a test' } };

const pricesOf = ({ data, errors, text }: Answer): readonly (string | null)[] => {
  assert.equal(errors, undefined, text);
  return data.products.map(({ pricing }: any) => pricing?.salePrice.amount ?? null);
};

const sideOf = ({ text }: Answer): 'control' | 'treatment' =>
  JSON.parse(text).extensions.rollout.arms[0].side;

describe('what one arm has read', () => {
  let gateway: RuledGateway;

  before(async () => {
    gateway = await startRuledGateway(
      await startStandIns(Date.now, MARKED),
      { 'product-pricing': HALF },
      {
        env: { ENTITY_CACHE: 'on', COALESCING: 'on' },
        internals: { keepsRecords: true, timeoutFactor: 100 },
      },
    );
  });
  after(() => gateway.close());

  it('is shown to nobody on the other, however many ask for the same at a time', async (test) => {
    const sides = new Map<string, 'control' | 'treatment'>();
    const shown = { control: 0, treatment: 0 };
    let crossed = 0;
    let next = 0;
    const askOn = async (): Promise<void> => {
      for (let n = next++; n < REQUESTS; n = next++) {
        const viewer = `v-${n % VIEWERS}`;
        const isTold = n < VIEWERS || n % 5 === 0;
        const answer = await gateway.ask(PRICES, items(...[0, 1, 2, 3].map((i) => (n + i * 7) % 40)), {
          'x-viewer-id': viewer,
          ...(isTold && { 'x-vitrine-debug': 'rollout' }),
        });
        if (isTold) sides.set(viewer, sideOf(answer));
        const side = sides.get(viewer);
        if (!side) continue; // told by an answer that is still under way
        for (const price of pricesOf(answer)) {
          shown[side] += 1;
          if (Number(price) !== Number(MARKS[side])) crossed += 1;
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, askOn));
    test.diagnostic(`${REQUESTS} requests, ${JSON.stringify(shown)} prices, ${crossed} of the other arm`);
    assert.equal(crossed, 0);
    assert.ok(shown.control > 1_000 && shown.treatment > 1_000, JSON.stringify(shown));
    const { upstreams } = gateway;
    assert.ok(upstreams.callsOf('PRICING').length < REQUESTS / 4, 'most were answered from what is kept');
  });

  it('is not shared between equal requests of nobody before and after a change', async () => {
    const { upstreams } = gateway;
    await gateway.publish({ 'product-pricing': EVERYBODY });
    const ask = () => gateway.ask(PRICES, items(50, 51), {});
    const pairs = () => upstreams.callsOf('PRICING').filter(({ ids }) => ids.length === 2);
    upstreams.delay('PRICING', 1_000);
    const before = pairs().length;
    const first = [ask(), ask()];
    await gateway.kill('product-pricing');
    const later = await ask();
    assert.deepEqual(pricesOf(later).map(Number), [22.22, 22.22]);
    for (const answer of await Promise.all(first))
      assert.deepEqual(pricesOf(answer).map(Number), [11.11, 11.11]);
    assert.equal(pairs().length - before, 1, 'those before did share');
    upstreams.delay('PRICING', 0);
    await gateway.kill();
  });

  it('is not served after a kill, not even while the other arm fails', async () => {
    const { upstreams } = gateway;
    await gateway.publish({ 'product-pricing': EVERYBODY });
    const [both, treated] = [items(0, 1, 2), items(60, 61)];
    assert.deepEqual(pricesOf(await gateway.ask(PRICES, treated)).map(Number), [11.11, 11.11]);
    await gateway.kill('product-pricing');
    for (let n = 0; n < AFTER_KILL; n++)
      assert.deepEqual(pricesOf(await gateway.ask(PRICES, both)).map(Number), [22.22, 22.22, 22.22]);
    upstreams.on('LEGACY', '/', () => failure(500));
    for (let n = 0; n < AFTER_KILL; n++) {
      assert.deepEqual(pricesOf(await gateway.ask(PRICES, both)).map(Number), [22.22, 22.22, 22.22]);
      assert.deepEqual(pricesOf(await gateway.ask(PRICES, treated)), [null, null], 'LEGACY never said them');
    }
    await gateway.kill();
    assert.deepEqual(pricesOf(await gateway.ask(PRICES, treated)).map(Number), [11.11, 11.11]);
    upstreams.reset();
  });
});
