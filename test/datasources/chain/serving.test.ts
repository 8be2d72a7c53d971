import { UNGUARDED } from '../../support/unguarded.js';
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { chain, constant, EMPTY, ERROR, fromLegacy, NULL, view } from '../../../datasources/chain/chain.js';
import { Dropped, ok } from '../../../datasources/chain/outcome.js';
import { Serving } from '../../../datasources/chain/serving.js';
import { source } from '../../../datasources/chain/source.js';
import { items } from '../../../datasources/catalog/catalog.loaders.js';
import { offers } from '../../../datasources/pricing/pricing.loaders.js';
import { NOTHING_OFF } from '../../../datasources/slots/emergency.contract.js';
import { batch, startFakeUpstreams, type FakeUpstreams } from '../../support/fake-upstreams.js';
import { itemId, itemRecord } from '../../support/records.js';
import { openRequest, type UpstreamRequest } from '../../support/upstream-request.js';

const offer = chain('Product#offer', { primary: offers });
const pricing = view('Product.pricing', offer, { pick: (record) => record.pricing, end: NULL });
const coupons = view('Product.coupons', offer, { pick: (record) => record.coupons, end: EMPTY });
const label = view('Product.label', offer, {
  pick: ({ pricing: price }) => price?.priceLabel ?? '',
  end: constant('UNKNOWN'),
});
const product = chain('Product', { primary: items });
const productById = view('Query.product', product, { pick: (record) => record, end: ERROR });

const [one, two] = [itemId(1), itemId(2)];

let upstreams: FakeUpstreams;
let request: UpstreamRequest;
let serving: Serving;
before(async () => {
  upstreams = await startFakeUpstreams();
});
beforeEach(() => {
  request = openRequest(upstreams.urls);
  serving = request.datasources.serving;
});
afterEach(async () => {
  await request.close();
  upstreams.reset();
});
after(() => upstreams.close());

const serveAll = (ids: readonly string[]) => Promise.all(ids.map(async (id) => serving.serve(pricing, id)));
const askedIds = () => upstreams.calls.map(({ ids }) => ids);

describe('a record', () => {
  it('is asked for once in a request, whatever fields read it', async () => {
    const [price, list, again] = await Promise.all([
      serving.serve(pricing, one),
      serving.serve(coupons, one),
      serving.serve(pricing, one),
    ]);
    assert.equal(price?.salePrice.amount, '98.00');
    assert.equal(list.length, 1);
    assert.equal(again, price);
    await serving.serve(label, one);
    assert.deepEqual(askedIds(), [[one]]);
  });

  it('joins the batch of its turn; later turns ask only for what is new', async () => {
    await serveAll([one, two]);
    await serveAll([two, itemId(3)]);
    assert.deepEqual(askedIds(), [[one, two], [itemId(3)]]);
  });

  it('is read without a promise once it is there', async () => {
    await serving.serve(pricing, one);
    assert.ok(!(serving.serve(coupons, one) instanceof Promise));
  });

  it('that failed is not asked for again in the same request', async () => {
    upstreams.fail('PRICING');
    await serving.serve(pricing, one);
    upstreams.reset();
    assert.equal(await serving.serve(pricing, one), null);
    assert.deepEqual(askedIds(), []);
  });

  it('is asked for anew by another request', async () => {
    await serving.serve(pricing, one);
    const other = openRequest(upstreams.urls);
    await other.datasources.serving.serve(pricing, one);
    await other.close();
    assert.deepEqual(askedIds(), [[one], [one]]);
  });

  it('prefetched costs its field no call', async () => {
    serving.prefetch(offer, [one, two]);
    await serveAll([one, two]);
    assert.deepEqual(askedIds(), [[one, two]]);
  });
});

describe('a carried value', () => {
  it('makes no call, null neither', () => {
    const price = { amount: '1.00', currencyCode: 'CNY' };
    const carried = {
      listPrice: null,
      salePrice: price,
      finalPrice: null,
      priceLabel: null,
      asOf: 0,
      stale: false,
    };
    assert.equal(serving.serve(pricing, one, carried), carried);
    assert.equal(serving.serve(pricing, one, null), null);
    assert.deepEqual(askedIds(), []);
  });

  it('known to be absent by its id makes no call', () => {
    assert.equal(serving.serve(pricing, null), null);
    assert.deepEqual(serving.serve(coupons, null), []);
    assert.deepEqual(askedIds(), []);
  });
});

describe('a failure', () => {
  beforeEach(() => upstreams.fail('PRICING', 503));

  it('becomes what the view says, and is reported by coordinate', async () => {
    assert.equal(await serving.serve(pricing, one), null);
    assert.deepEqual(await serving.serve(coupons, one), []);
    assert.equal(await serving.serve(label, one), 'UNKNOWN');
    assert.deepEqual(
      request.degraded,
      ['Product.pricing', 'Product.coupons', 'Product.label'].map((coordinate) => ({
        coordinate,
        reason: 'UPSTREAM_ERROR',
      })),
    );
  });

  it('of a read by id is an error that names no upstream', async () => {
    upstreams.fail('CATALOG', 500);
    await assert.rejects(Promise.resolve(serving.serve(productById, one)), (error: Error) => {
      assert.doesNotMatch(error.message, /CATALOG|127\.0\.0\.1|5xx/i);
      return true;
    });
  });
});

describe('an absence', () => {
  beforeEach(() =>
    upstreams.on(
      'CATALOG',
      '/items:batchGet',
      batch((id) => (id === one ? null : itemRecord(id, { title: '' }))),
    ),
  );

  it('is null without an error, and degrades nothing', async () => {
    assert.equal(await serving.serve(productById, one), null);
    assert.deepEqual(request.degraded, []);
  });

  it('of a record that cannot be shown keeps and counts its code', async () => {
    assert.equal(await serving.serve(productById, two), null);
    assert.deepEqual(await serving.resolve(product, two), new Dropped('CT_TITLE'));
    assert.deepEqual(request.counted, ['CT_TITLE']);
  });
});

describe('beside its records', () => {
  it('the emergency list takes one off at once', async () => {
    let off = NOTHING_OFF;
    const listed = chain('Product', {
      primary: items,
      isOff: (record, emergency) => emergency.products.has(record.itemId),
    });
    const own = new Serving(
      request.contextOf,
      {
        now: Date.now(),
        emergency: () => off,
        deadline: request.calls.deadline,
        limitMs: (ms) => ms,
        guards: UNGUARDED,
        stores: request.connections.stores,
        segment: () => ({ region: null, channel: 'APP' }),
        shadow: false,
        sharing: null,
      },
      request.connections.options.telemetry,
    );
    assert.equal((await own.resolve(listed, one)).kind, 'ok');
    off = { ...NOTHING_OFF, products: new Set([one]) };
    assert.equal((await own.resolve(listed, one)).kind, 'miss');
  });

  it('a programming error is not taken for a failure', async () => {
    const broken = source<never, 'PUBLIC'>({
      id: 'TEST.broken',
      upstream: 'PRICING',
      scope: 'PUBLIC',
      maxBatch: 10,
      timeoutMs: 100,
      load: () => Promise.reject(new TypeError('a bug')),
    });
    const field = view('Test.field', chain('Test', { primary: broken }), { pick: () => null, end: NULL });
    await assert.rejects(Promise.resolve(serving.serve(field, one)), TypeError);
    upstreams.fail('PRICING');
    const behind = chain('Behind', {
      primary: offers,
      secondary: fromLegacy({ ...broken, upstream: 'LEGACY' }, ok),
    });
    const inFallback = view('Behind.field', behind, { pick: () => null, end: NULL });
    await assert.rejects(Promise.resolve(serving.serve(inFallback, two)), TypeError);
  });
});
