import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { globalId } from '../../schema/global-id.js';
import { batch, failure } from '../support/fake-upstreams.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { itemId, priceRecord } from '../support/records.js';

const PRICE = 'query ($id: ID!) { product(id: $id) { title pricing { salePrice { amount } } } }';
const variables = { id: globalId('Product', itemId(1)) };

describe('the guard between requests and a source', () => {
  let gateway: TestGateway;
  before(async () => {
    gateway = await startGateway({ guarded: true });
  });
  beforeEach(() => gateway.upstreams.reset());
  after(() => gateway.close());

  const priceCalls = () => gateway.upstreams.callsOf('PRICING').length;
  const isPriced = async () => (await gateway.ask(PRICE, variables)).data.product.pricing !== null;

  it('asks once more when nobody had begun to answer', async () => {
    const good = batch((id) => priceRecord(id, { asOf: Date.now() }));
    gateway.upstreams.on('PRICING', '/prices:batchGet', (call, response) =>
      priceCalls() === 1 ? failure(502) : good(call, response),
    );
    assert.ok(await isPriced());
    assert.equal(priceCalls(), 2);
  });

  it('does not ask again after an answer that failed', async () => {
    gateway.upstreams.fail('PRICING', 500);
    assert.equal(await isPriced(), false);
    assert.equal(priceCalls(), 1);
  });

  it('stops asking a dead upstream, loses nothing else, and finds it again by itself', async () => {
    gateway.upstreams.fail('PRICING', 500);
    for (let i = 0; i < 40; i++) {
      const { data, errors } = await gateway.ask(PRICE, variables);
      assert.equal(errors, undefined);
      assert.ok(data.product.title.length > 0);
    }
    assert.ok(priceCalls() <= 5, `${priceCalls()} calls to a dead upstream`);
    assert.ok((await gateway.metric('vitrine_source_refusals_total', { source: 'PRICING.prices' })) >= 35);
    const { text } = await gateway.ask(PRICE, variables);
    assert.match(text, /CIRCUIT_OPEN/);

    gateway.upstreams.reset();
    const giveUpAt = performance.now() + 15_000;
    while (!(await isPriced()) && performance.now() < giveUpAt)
      await new Promise((done) => setTimeout(done, 200));
    assert.ok(await isPriced());
  });

  it('leaves an upstream alone for as long as it asks', async () => {
    gateway.upstreams.on('PRICING', '/', () => failure(429, { 'retry-after': '1' }));
    assert.equal(await isPriced(), false);
    assert.equal(await isPriced(), false);
    assert.equal(priceCalls(), 1);
    gateway.upstreams.reset();
    await new Promise((done) => setTimeout(done, 1_100));
    assert.ok(await isPriced());
  });
});
