import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import { globalId } from '../../schema/global-id.js';
import {
  couponRecord,
  itemId,
  itemIdsOf,
  itemRecord,
  priceRecord,
  promotionRecord,
  stockRecord,
  videoId,
  videoRecord,
  videoStateRecord,
  type Wire,
} from '../support/records.js';
import { batch, failure, json, recommend } from '../support/fake-upstreams.js';
import { emergencyRecord } from '../support/slot-records.js';
import { bare, startBoundaryGateway, type Counted } from './support/boundary-gateway.js';
import { assertNextTier, eventually, shown, videoGlobalId, videoIds, videos } from './support/shown.js';

const gateway = await startBoundaryGateway({
  scenes: {
    home: {},
    shop: { policy: bare({ requireProduct: true }) },
    demoting: { policy: bare({ soldOut: 'DEMOTE' }) },
    dropping: { policy: bare({ soldOut: 'DROP' }) },
  },
});
const { upstreams, clock } = gateway;
after(() => gateway.close());
beforeEach(() => {
  upstreams.reset();
  upstreams.on('ALGORITHM', '/recommendations', recommend(videoIds(1, 15)));
});

const PRODUCTS = `query ($ids: [ID!]!) { products(ids: $ids) {
  status
  pricing { listPrice { amount } salePrice { amount } finalPrice { amount } stale }
  coupons { state }
  promotions { title }
  availability { state }
} }`;
/** Reads the first products of all by id. */
const products = (count: number): Promise<Counted> =>
  gateway.counting(() =>
    gateway.ask(PRODUCTS, {
      ids: Array.from({ length: count }, (_, index) => globalId('Product', itemId(index))),
    }),
  );

type RecordOf = (id: string, overrides: Wire, now: number) => Wire;
/** A batch endpoint answers with this dirt in records 0, 1 and so on, one each; null: missing, undefined: failed. */
const each = (recordOf: RecordOf, dirt: readonly (Wire | null | undefined)[]) =>
  batch((id) => {
    const index = Number(id.slice(-9));
    const overrides = index < dirt.length ? dirt[index] : {};
    return overrides && recordOf(id, overrides, clock.now);
  });
const prices = (...dirt: Wire[]) => upstreams.on('PRICING', '/prices:batchGet', each(priceRecord, dirt));
const stocks = (...dirt: Wire[]) => upstreams.on('INVENTORY', '/stocks:batchGet', each(stockRecord, dirt));
/** CATALOG answers with this dirt in the products of videos 1, 2 and so on, three each. */
const items = (...dirt: (Wire | null | undefined)[]) =>
  upstreams.on('CATALOG', '/items:batchGet', each(itemRecord, [{}, {}, {}, ...dirt]));
const content = (dirt: Readonly<Record<string, Wire>>) =>
  upstreams.on(
    'CONTENT',
    '/videos:batchGet',
    batch((id) => videoRecord(id, dirt[id] ?? {}, clock.now)),
  );
/** Raw ids of the products that the video at a position shows. */
const productsAt = ({ data }: { data: any }, position: number): string[] =>
  data.feed.edges[position].node.video.products.edges.map(({ node }: { node: { detailUrl: string } }) =>
    node.detailUrl.slice(node.detailUrl.lastIndexOf('/') + 1),
  );
const off = { status: 'OFF_SHELF' };

describe('boundary checks of products', () => {
  it('good products count nothing', async () => {
    const { answer, counts } = await gateway.page('shop');
    assert.deepEqual(shown(answer), videos(1, 10));
    assert.deepEqual(productsAt(answer, 0), itemIdsOf(videoId(1)));
    assert.deepEqual(counts, {});
    assert.deepEqual((await products(5)).counts, {});
  });

  it('PR_NONE: where a scene requires products, a video that is known to have none is left out', async () => {
    content({ [videoId(1)]: { products: [] } });
    items({}, {}, {}, off, off, off, undefined, undefined, undefined);
    const { answer, counts } = await gateway.page('shop');
    assert.deepEqual(shown(answer), videos(3, 12));
    assert.deepEqual(productsAt(answer, 0), []);
    assert.deepEqual(counts, { PR_NONE: 2 });
    const home = await gateway.page('home');
    assert.deepEqual([shown(home.answer), home.counts.PR_NONE], [videos(1, 10), undefined]);
    upstreams.fail('CATALOG');
    const down = await gateway.page('shop');
    assert.deepEqual([shown(down.answer), down.counts], [videos(2, 11), { PR_NONE: 1 }]);
  });

  it('PR_STATUS: what cannot be sold here is left out, and the next product is the primary one', async () => {
    items(
      off,
      { status: 'DELETED' },
      {},
      { status: 'BANNED' },
      { restricted: true },
      {},
      { regions: ['US-CA'] },
      null,
    );
    const context = { region: 'CN-ZJ' };
    const { answer, counts } = await gateway.page('home', { context });
    for (const position of [0, 1, 2]) {
      assert.deepEqual(productsAt(answer, position), [itemIdsOf(videoId(position + 1))[2]]);
      assert.equal(answer.data.feed.edges[position].node.video.products.edges[0].primary, true);
    }
    assert.deepEqual(counts, { PR_STATUS: 6 });
    items({ status: 'PRESALE' }, { status: 'UNHEARD_OF' }, { regions: ['CN-ZJ'] });
    const kept = await gateway.page('home', { context });
    assert.deepEqual([productsAt(kept.answer, 0).length, kept.counts], [3, {}]);
    items({ regions: ['US-CA'] });
    const anywhere = await gateway.page('home');
    assert.deepEqual([productsAt(anywhere.answer, 0).length, anywhere.counts], [3, {}]);
  });

  it('PR_STATUS: an emergency list takes products off', async () => {
    const [first = '', ...others] = itemIdsOf(videoId(1));
    gateway.published.emergency = emergencyRecord({ version: 2, products: [first] });
    await eventually(async () => productsAt((await gateway.page('home')).answer, 0).length === 2);
    const { answer, counts } = await gateway.page('home');
    assert.deepEqual([productsAt(answer, 0), counts], [others, { PR_STATUS: 1 }]);
    gateway.published.emergency = emergencyRecord({ version: 3 });
    await eventually(async () => productsAt((await gateway.page('home')).answer, 0).length === 3);
  });

  it('PR_PRICE: a price that no shop would show is hidden, never zero', async () => {
    prices(
      { saleCents: 0 },
      { saleCents: null },
      { saleCents: -1 },
      { saleCents: 999_999_901 },
      { listCents: 9_799 },
      { finalCents: 9_801 },
      { listCents: 0 },
      { listCents: 9_800, finalCents: 9_800 },
    );
    const { answer, counts } = await products(8);
    const list = answer.data.products.map(
      ({ pricing }: { pricing: any }) =>
        pricing &&
        [pricing.listPrice, pricing.salePrice, pricing.finalPrice].map((money) => money?.amount ?? null),
    );
    assert.deepEqual(list, [
      null,
      null,
      null,
      null,
      [null, '98.00', '90.00'],
      ['150.00', '98.00', null],
      [null, '98.00', '90.00'],
      ['98.00', '98.00', '98.00'],
    ]);
    assert.deepEqual(counts, { PR_PRICE: 7 });
  });

  it('PR_UNIT: prices are whole cents, other units are refused and never rounded', async () => {
    prices({ saleCents: '98.00' }, { saleCents: 98.5 }, { listCents: '150' }, { listCents: null, saleCents: 1, finalCents: null, coupons: [] }, { listCents: null, saleCents: 999_999_900 }); // prettier-ignore
    const { answer, counts } = await products(5);
    assert.deepEqual(
      answer.data.products.map(({ pricing }: { pricing: any }) => pricing?.salePrice.amount ?? null),
      [null, null, null, '0.01', '9999999.00'],
    );
    assert.deepEqual(counts, { PR_UNIT: 3 });
  });

  it('PR_STALE: a price is called stale after ten seconds and hidden after sixty', async () => {
    prices(...[10_000, 10_001, 60_000, 60_001].map((age) => ({ asOf: clock.now - age })));
    const { answer, counts } = await products(4);
    assert.deepEqual(
      answer.data.products.map(({ pricing }: { pricing: any }) => pricing?.stale ?? null),
      [false, true, true, null],
    );
    assert.deepEqual([answer.data.products[3].coupons, answer.data.products[3].promotions], [[], []]);
    assert.deepEqual(counts, { PR_STALE: 3 });
  });

  it('PR_PROMOTION: only what runs now is shown', async () => {
    const { now } = clock;
    const promotion = (overrides: Wire) => ({ promotions: [promotionRecord(overrides, now)] });
    prices(
      promotion({ startAt: now }),
      promotion({ startAt: now + 1 }),
      promotion({ endAt: now + 1 }),
      promotion({ endAt: now }),
      promotion({ kind: 'LOTTERY' }),
    );
    const { answer, counts } = await products(5);
    assert.deepEqual(
      answer.data.products.map(({ promotions }: { promotions: unknown[] }) => promotions.length),
      [1, 0, 1, 0, 0],
    );
    assert.deepEqual(counts, { PR_PROMOTION: 3 });
  });

  it('PR_PROMOTION: a promotion is gone with its last moment, because nothing of it is kept', async () => {
    const endAt = clock.now + 1_000;
    prices({ promotions: [promotionRecord({ endAt }, clock.now)] });
    assert.equal((await products(1)).answer.data.products[0].promotions.length, 1);
    clock.now = endAt;
    const { answer, counts } = await products(1);
    assert.deepEqual([answer.data.products[0].promotions, counts], [[], { PR_PROMOTION: 1 }]);
    assert.equal(upstreams.callsOf('PRICING').length, 2);
  });

  it('PR_COUPON: only coupons that everybody can use are shown, and no price is made of them', async () => {
    const { now } = clock;
    const coupon = (overrides: Wire) => ({ coupons: [couponRecord(overrides, now)] });
    prices(
      coupon({ endAt: now }),
      coupon({ remaining: 0 }),
      coupon({ thresholdCents: 9_801 }),
      coupon({ audience: 'NEW_CUSTOMER' }),
      coupon({ endAt: now + 1, remaining: 1, thresholdCents: 9_800 }),
      coupon({ startAt: now + 1 }),
      coupon({ amountCents: 5_000 }),
    );
    const { answer, counts } = await products(7);
    assert.deepEqual(
      answer.data.products.map(({ coupons }: { coupons: { state: string }[] }) => coupons[0]?.state ?? null),
      [null, null, null, null, 'AVAILABLE', 'UPCOMING', 'AVAILABLE'],
    );
    assert.equal(answer.data.products[6].pricing.finalPrice.amount, '90.00');
    assert.deepEqual(counts, { PR_COUPON: 4 });
  });

  it('PR_STOCK: unknown stock is UNKNOWN, never sold out', async () => {
    stocks(
      { state: 'RESERVED' },
      { asOf: clock.now - 30_001 },
      { asOf: clock.now - 30_000 },
      { state: 'SOLD_OUT' },
    );
    const { answer, counts } = await products(4);
    const states = ({ data }: { data: any }) =>
      data.products.map(
        ({ availability }: { availability: { state: string } }) => availability.state,
      ) as string[];
    assert.deepEqual(states(answer), ['UNKNOWN', 'UNKNOWN', 'IN_STOCK', 'SOLD_OUT']);
    assert.deepEqual(counts, { PR_STOCK: 2 });
    upstreams.on('INVENTORY', '/stocks:batchGet', () => failure(500));
    assert.deepEqual(states((await products(1)).answer), ['UNKNOWN']);
  });

  it('PR_STOCK: a scene keeps, puts last or drops what is sold out', async () => {
    stocks({}, {}, {}, { state: 'SOLD_OUT' });
    const [first, second, third] = itemIdsOf(videoId(1));
    const kept = await gateway.page('home');
    assert.deepEqual([productsAt(kept.answer, 0), kept.counts], [[first, second, third], {}]);
    const demoted = await gateway.page('demoting');
    assert.deepEqual(
      [productsAt(demoted.answer, 0), demoted.counts],
      [[second, third, first], { PR_STOCK: 1 }],
    );
    const dropped = await gateway.page('dropping');
    assert.deepEqual([productsAt(dropped.answer, 0), dropped.counts], [[second, third], { PR_STOCK: 1 }]);
    upstreams.on('INVENTORY', '/stocks:batchGet', () => failure(500));
    const unknown = await gateway.page('dropping');
    assert.deepEqual([productsAt(unknown.answer, 0), unknown.counts], [[first, second, third], {}]);
  });

  it('PR_COUNT: of equal products the first stays, and five at most do', async () => {
    const ids = [201, 202, 201, 203, 204, 205, 206, 207].map(itemId);
    content({ [videoId(1)]: { products: ids.map((id) => ({ itemId: id, anchorMs: null })) } });
    const sameThing = new Set([itemId(202), itemId(203)]);
    upstreams.on(
      'CATALOG',
      '/items:batchGet',
      batch((id) => itemRecord(id, sameThing.has(id) ? { spuId: '99' } : {})),
    );
    const read = (window: string) =>
      gateway.counting(
        () =>
        gateway.ask(`query ($id: ID!) { video(id: $id) { products(${window}) { totalCount edges { cursor node { detailUrl } } } } }`, { id: videoGlobalId(1) }), // prettier-ignore
      );
    const numbers = ({ answer }: Counted): number[] =>
      answer.data.video.products.edges.map(({ node }: { node: { detailUrl: string } }) =>
        Number(node.detailUrl.slice(-9)),
      );
    const five = await read('first: 5');
    assert.deepEqual([numbers(five), five.counts], [[201, 202, 204, 205], { PR_COUNT: 2 }]);
    const cursor: string = five.answer.data.video.products.edges[0].cursor;
    const all = await read(`first: 5, after: "${cursor}"`);
    assert.deepEqual(numbers(all), [202, 204, 205, 206]);
    assert.equal(all.answer.data.video.products.totalCount, 5);
    assert.deepEqual(all.counts, { PR_COUNT: 3 });
  });

  it('PR_PRIVATE: an answer made for another viewer is dropped', async () => {
    const states = batch((id) => videoStateRecord(id, { liked: true }));
    upstreams.on('ENGAGEMENT', '/video-states:batchGet', async (call, response) => {
      const reply = await states(call, response);
      return reply && json({ ...JSON.parse(String(reply.body)), subject: 'v:u2' });
    });
    const { answer, counts } = await gateway.page('home');
    assert.equal(answer.data.feed.edges[0].node.video.viewer, null);
    assert.deepEqual(counts, { PR_PRIVATE: 1 });
    upstreams.reset();
    upstreams.on('ALGORITHM', '/recommendations', recommend(videoIds(1, 15), { subject: 'v:u2' }));
    const list = await gateway.page('home');
    assertNextTier(list.answer);
    assert.deepEqual(list.counts, { PR_PRIVATE: 1, RC_FAILED: 1 });
  });

  it('PR_PRIVATE: what is asked for everybody knows no viewer, and an answer made for one is dropped', async () => {
    await gateway.page('home');
    const publicCalls = upstreams.calls.filter(({ upstream }) =>
      ['CONTENT', 'CATALOG', 'PRICING', 'INVENTORY', 'ACCOUNTS', 'LIVE'].includes(upstream),
    );
    assert.ok(publicCalls.length >= 6);
    for (const { headers } of publicCalls)
      assert.deepEqual([headers['x-viewer-id'], headers['x-device-id']], [undefined, undefined]);
    upstreams.on('PRICING', '/prices:batchGet', (call) =>
      json({
        subject: 'v:u1',
        results: Object.fromEntries(call.ids.map((id) => [id, priceRecord(id, {}, clock.now)])),
        missing: [],
        errors: {},
      }),
    );
    const { answer, counts } = await products(1);
    assert.equal(answer.data.products[0].pricing, null);
    assert.deepEqual(counts, { PR_PRIVATE: 1 });
  });

  it('PR_PRIVATE: no viewer gets an answer of another, from us or from a cache', async () => {
    upstreams.on(
      'ENGAGEMENT',
      '/video-states:batchGet',
      batch((id, { headers }) => videoStateRecord(id, { liked: headers['x-viewer-id'] === 'u1' })),
    );
    const pages = await Promise.all(
      ['u1', 'u2', 'u1'].map((viewer) =>
        gateway.run('feed-full', { sceneId: 'home' }, { 'x-viewer-id': viewer }),
      ),
    );
    assert.deepEqual(
      pages.map(({ data }) => data.feed.edges[0].node.video.viewer.liked as boolean),
      [true, false, true],
    );
    for (const { headers } of pages) assert.equal(headers.get('cache-control'), 'private, no-store');
  });
});
