import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { globalId } from '../../schema/global-id.js';
import { batch } from '../support/fake-upstreams.js';
import { startGateway, type GatewayOptions, type TestGateway } from '../support/gateway.js';
import { itemId, itemRecord, priceRecord } from '../support/records.js';

const ID = globalId('Product', itemId(1));
const PRODUCT = `query ($id: ID!) { product(id: $id) {
  title status coupons { id } promotions { id }
  pricing { salePrice { amount } finalPrice { amount } stale } availability { state }
} }`;

/** A gateway that keeps records, with a clock of the day that a test can put forward. */
async function startKeeping(options: GatewayOptions = {}) {
  const gateway = await startGateway({
    ...options,
    internals: { keepsRecords: true, ...options.internals },
  });
  return { gateway, ask: () => gateway.ask(PRODUCT, { id: ID }) };
}

const rowsOf = (text: string) =>
  (JSON.parse(text) as { extensions?: { degraded: { fields: Record<string, unknown>[] } } }).extensions
    ?.degraded.fields;

let gateway: TestGateway;
let ask: () => ReturnType<TestGateway['ask']>;

describe('a record that was good', () => {
  before(async () => ({ gateway, ask } = await startKeeping()));
  afterEach(() => gateway.upstreams.reset());
  after(() => gateway.close());

  it('is served when its source fails: the price, not what coupons would make of it', async () => {
    const healthy = await ask();
    assert.equal(healthy.data.product.coupons.length, 1);
    assert.ok(healthy.data.product.pricing.finalPrice);
    gateway.upstreams.fail('PRICING');
    const { data, errors, text, headers } = await ask();
    assert.equal(errors, undefined);
    assert.deepEqual(data.product, {
      ...healthy.data.product,
      coupons: [],
      promotions: [],
      pricing: { ...healthy.data.product.pricing, finalPrice: null },
    });
    const rows = rowsOf(text);
    assert.deepEqual(
      rows?.map(({ coordinate, source, reason, items }) => [coordinate, source, reason, items]),
      [
        ['Product.coupons', null, 'UPSTREAM_ERROR', 1],
        ['Product.promotions', null, 'UPSTREAM_ERROR', 1],
        ['Product.pricing', 'lkg', 'UPSTREAM_ERROR', 1],
      ],
    );
    const age = rows.find(({ source }) => source === 'lkg')?.['ageMs'];
    assert.ok(typeof age === 'number' && age >= 0 && age < 60_000);
    assert.match(headers.get('x-degraded') ?? '', /Product\.pricing;source=lkg;reason=UPSTREAM_ERROR/);
    const labels = { coordinate: 'Product.pricing', source: 'lkg', outcome: 'degraded' };
    assert.equal(await gateway.metric('vitrine_field_resolution_total', labels), 1);
    assert.equal(
      await gateway.metric('vitrine_field_resolution_total', { ...labels, source: 'primary', outcome: 'ok' }),
      1,
      'the healthy answer: what the degraded one is a share of',
    );
    assert.ok((await gateway.metric('vitrine_lkg_entries')) >= 3);
  });

  it('is asked for again all the same while its source answers', async () => {
    await ask();
    const calls = gateway.upstreams.callsOf('PRICING').length;
    await ask();
    assert.equal(gateway.upstreams.callsOf('PRICING').length, calls + 1);
  });

  it('gives way to what its owner says: a product that is gone is gone', async () => {
    await ask();
    gateway.upstreams.on(
      'CATALOG',
      '/items:batchGet',
      batch(() => null),
    );
    assert.equal((await ask()).data.product, null);
    gateway.upstreams.reset();
    gateway.upstreams.fail('CATALOG');
    const { data, errors } = await ask();
    assert.equal(data.product, null);
    assert.equal(errors, undefined, 'known to be absent, for seconds');
  });
});

describe('what may not be kept', () => {
  beforeEach(async () => ({ gateway, ask } = await startKeeping()));
  afterEach(() => gateway.close());

  it('a state that its owner has ended: off the shelf is off the shelf while CATALOG is away', async () => {
    const onSale = (await ask()).data.product.status as string;
    gateway.upstreams.on(
      'CATALOG',
      '/items:batchGet',
      batch((id) => itemRecord(id, { status: 'OFF_SHELF' })),
    );
    const { status } = (await ask()).data.product;
    assert.notEqual(status, onSale);
    gateway.upstreams.reset();
    gateway.upstreams.fail('CATALOG');
    const { data, text } = await ask();
    assert.equal(data.product.status, status);
    assert.equal(rowsOf(text)?.[0]?.['source'], 'lkg');
  });

  it('a price that is not readable: the former one stays', async () => {
    const good = (await ask()).data.product.pricing.salePrice.amount as string;
    gateway.upstreams.on(
      'PRICING',
      '/prices:batchGet',
      batch((id) => priceRecord(id, { saleCents: '1.00' })),
    );
    for (let times = 0; times < 3; times += 1) {
      const { data, text } = await ask();
      assert.equal(data.product.pricing.salePrice.amount, good);
      assert.equal(rowsOf(text)?.find(({ source }) => source === 'lkg')?.['reason'], 'INVALID_DATA');
    }
    assert.equal(await gateway.metric('vitrine_lkg_rejected_total', { reason: 'SCHEMA' }), 3);
    assert.equal(await gateway.metric('vitrine_lkg_refresh_failed_total'), 3);
  });

  it('anything of a viewer', async () => {
    const VIDEO = `{ feed(sceneId: "home", first: 1) { nodes { ... on VideoCard { video { viewer { liked } } } } } }`;
    const liked = async () => (await gateway.ask(VIDEO)).data.feed.nodes[0].video.viewer;
    assert.notEqual(await liked(), null);
    gateway.upstreams.fail('ENGAGEMENT');
    assert.equal(await liked(), null);
  });
});

describe('with the entity cache', () => {
  before(async () => ({ gateway, ask } = await startKeeping({ env: { ENTITY_CACHE: 'on' } })));
  after(() => gateway.close());

  it('a fresh record costs no call and is not degraded', async () => {
    const first = await ask();
    const calls = gateway.upstreams.calls.length;
    const again = await ask();
    assert.deepEqual(again.data, first.data);
    assert.equal(gateway.upstreams.calls.length, calls);
    assert.equal(rowsOf(again.text), undefined);
  });

  it('a fresh record is served whole while its source is away', async () => {
    const first = await ask();
    gateway.upstreams.fail('PRICING');
    const { data, text } = await ask();
    assert.deepEqual(data, first.data);
    assert.equal(rowsOf(text), undefined);
  });
});
