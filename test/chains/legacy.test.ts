import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { globalId } from '../../schema/global-id.js';
import { startSandbox, type Sandbox, type UpstreamName } from '../../sandbox/index.js';
import { startGateway, VIEWER, type TestGateway } from '../support/gateway.js';

const PRODUCT = globalId('Product', '720000000200');
const OFFER = `query ($id: ID!) { product(id: $id) {
  title pricing { salePrice { amount } finalPrice { amount } } coupons { id } availability { state } } }`;
const PAGE = `{ feed(sceneId: "related", first: 6) {
  serving { degraded } edges { node { ... on VideoCard { video { id title author { name } products(first: 3) { edges { node { title pricing { salePrice { amount } } } } } } } } } } }`;

describe('LEGACY in the place of a source that failed', () => {
  let sandbox: Sandbox;
  let gateway: TestGateway;

  before(async () => {
    sandbox = await startSandbox();
    const urls = Object.entries(sandbox.urls).map(([name, url]) => [`${name}_URL`, url]);
    gateway = await startGateway({
      env: Object.fromEntries(urls) as Record<string, string>,
      localMediaOrigin: sandbox.mediaOrigin,
    });
  });
  beforeEach(async () => {
    for (const name of Object.keys(sandbox.urls) as UpstreamName[]) await sandbox.setFaults(name, []);
    sandbox.resetCalls();
  });
  after(async () => {
    await gateway.close();
    await sandbox.close();
  });

  const legacyCalls = () => Object.values(sandbox.calls().LEGACY).reduce((sum, { calls }) => sum + calls, 0);
  const kill = (name: UpstreamName) => sandbox.setFaults(name, [{ kind: 'STATUS', args: { status: 500 } }]);

  it('is not asked while all is well, and nothing says degraded', async () => {
    const { text, headers } = await gateway.ask(PAGE);
    assert.ok(!text.includes('"degraded":{'));
    assert.equal(headers.get('x-degraded'), null);
    assert.equal(legacyCalls(), 0);
  });

  it('gives its price, without what it does not know, and the answer says so', async () => {
    const healthy = await gateway.ask(OFFER, { id: PRODUCT });
    await kill('PRICING');
    const { data, errors, text, headers } = await gateway.ask(OFFER, { id: PRODUCT });
    assert.equal(errors, undefined);
    assert.equal(data.product.pricing.salePrice.amount, healthy.data.product.pricing.salePrice.amount);
    assert.equal(data.product.pricing.finalPrice, null);
    assert.deepEqual(data.product.coupons, []);
    const { extensions } = JSON.parse(text) as { extensions: { degraded: { fields: object[] } } };
    assert.deepEqual(extensions.degraded.fields, [
      { coordinate: 'Product.pricing', source: 'legacy', reason: 'UPSTREAM_ERROR', items: 1 },
      {
        ...{ coordinate: 'Product.coupons', source: null, reason: 'UPSTREAM_ERROR', items: 1 },
        paths: [['product', 'coupons']],
      },
    ]);
    assert.match(headers.get('x-degraded') ?? '', /^Product\.pricing;source=legacy;reason=UPSTREAM_ERROR/);
  });

  it('RS_LEGACY: its odd forms are read and counted', async () => {
    await kill('CATALOG');
    const before = await gateway.metric('vitrine_boundary_total', { code: 'RS_LEGACY' });
    const { data } = await gateway.ask(OFFER, { id: PRODUCT });
    assert.ok(data.product.title.length > 0);
    assert.ok((await gateway.metric('vitrine_boundary_total', { code: 'RS_LEGACY' })) > before);
  });

  it('serves product, price and stock from one call', async () => {
    for (const name of ['CATALOG', 'PRICING', 'INVENTORY'] as const) await kill(name);
    const { data, errors } = await gateway.ask(OFFER, { id: PRODUCT });
    assert.equal(errors, undefined);
    assert.ok(data.product.title.length > 0 && data.product.pricing !== null);
    assert.notEqual(data.product.availability.state, 'UNKNOWN');
    assert.equal(legacyCalls(), 1);
  });

  it('keeps a page whole while contents, catalogue, prices and accounts are all out, in one batch each', async () => {
    for (const name of ['CONTENT', 'CATALOG', 'PRICING', 'ACCOUNTS'] as const) await kill(name);
    const { data, errors } = await gateway.ask(PAGE);
    assert.equal(errors, undefined);
    assert.equal(data.feed.edges.length, 6);
    assert.equal(data.feed.serving.degraded, true);
    for (const { node } of data.feed.edges) if (node.video) assert.ok(node.video.title.length > 0);
  });

  it('is asked for the failed keys alone', async () => {
    const other = globalId('Product', '720000000201');
    await sandbox.setFaults('PRICING', [{ kind: 'ITEM_ERRORS', ids: ['720000000200'] }]);
    const query = `query ($ids: [ID!]!) { products(ids: $ids) { pricing { salePrice { amount } } } }`;
    const { data } = await gateway.ask(query, { ids: [PRODUCT, other] });
    assert.ok(data.products.every(({ pricing }: { pricing: object | null }) => pricing !== null));
    const [record] = Object.values(sandbox.calls().LEGACY).flatMap(({ recent }) => recent);
    assert.deepEqual(record?.ids, ['720000000200']);
  });

  it('leaves a field its end when it is out as well', async () => {
    await kill('PRICING');
    await kill('LEGACY');
    const { data, text } = await gateway.ask(OFFER, { id: PRODUCT });
    assert.equal(data.product.pricing, null);
    const { extensions } = JSON.parse(text) as { extensions: { degraded: { fields: object[] } } };
    assert.deepEqual(extensions.degraded.fields[0], {
      coordinate: 'Product.pricing',
      source: null,
      reason: 'UPSTREAM_ERROR',
      items: 1,
      paths: [['product', 'pricing']],
    });
  });

  it('is the first source of what a deployment has no other service for, which degrades nothing', async () => {
    const without = await startGateway({
      env: {
        ...Object.fromEntries(Object.entries(sandbox.urls).map(([name, url]) => [`${name}_URL`, url])),
        INVENTORY_URL: 'none',
      },
      localMediaOrigin: sandbox.mediaOrigin,
    });
    const query = 'query ($id: ID!) { product(id: $id) { availability { state } } }';
    const served = await without.ask(query, { id: PRODUCT });
    await kill('LEGACY');
    const failed = await without.ask(query, { id: PRODUCT });
    await without.close();
    assert.notEqual(served.data.product.availability.state, 'UNKNOWN');
    assert.ok(!served.text.includes('degraded'));
    assert.equal(failed.data.product.availability.state, 'UNKNOWN');
    assert.match(
      failed.text,
      /"coordinate":"Product.availability","source":"static","reason":"UPSTREAM_ERROR"/,
    );
  });

  it('never answers for one viewer in the place of ENGAGEMENT', async () => {
    await kill('ENGAGEMENT');
    const { data } = await gateway.ask(
      'query ($id: ID!) { video(id: $id) { viewer { liked } } }',
      { id: globalId('Video', '610000000007') },
      VIEWER,
    );
    assert.equal(data.video.viewer, null);
    assert.equal(legacyCalls(), 0);
  });
});
