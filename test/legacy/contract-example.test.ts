import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { globalId } from '../../schema/global-id.js';
import { legacyFeed } from '../../datasources/legacy/legacy.loaders.js';
import { startFakeUpstreams, type FakeUpstreams } from '../support/fake-upstreams.js';
import { schemaFaults } from '../support/schema-valid.js';
import { openRequest, type UpstreamRequest } from '../support/upstream-request.js';
import { PATHS } from './support/legacy-answers.js';

const REQUEST =
  '{"sceneId":"home","pageNum":"1","pageSize":"1","deviceId":"d9f2","platform":"ios","appVersion":"9.2.0"}';
/** The example answer of the contract, byte for byte. */
const ANSWER = `{"api":"mtop.wow.video.feed","v":"1.0","ret":["SUCCESS::ok"],"data":{"success":"true","pvid":"100_10.0.0.7_61479_6581","hasMore":"true","pageNum":"1","resultList":{"contentId":610000000007,"contentType":"1","title":"Three ways to fold a shirt","cover":"//img.sandbox.test/c/7.jpg",
 "width":"720","height":"1280","videoUrl":"//video.sandbox.test/v/7-hd.mp4","duration":"17.2","status":"1","publishTime":"2019-11-10 20:00:00","accountId":"220000000011","category":"16_1606","tags":"home","playCnt":"123456","likeCnt":"null","commentCnt":"","shareCnt":"7","itemIds":"720000000021",
 "pos":"0","scm":"1007.13562.333647.0","trackInfo":"","author":"","items":{"itemId":"720000000021","title":"Linen shirt, loose fit","shortTitle":"","pic":"//img.sandbox.test/i/21.jpg","price":"98.0","originPrice":"150","itemStatus":"1","sold":"500","quantity":"5",
 "spuId":"990000000008","shopId":"330000000004","shopName":"Linen House","userType":"1","category":"16_1606","url":"//item.sandbox.test/21"}}}}`;
const NOW = 1_573_401_600_000;
const category = {
  id: globalId('Category', '1606'),
  name: null,
  path: [globalId('Category', '16'), globalId('Category', '1606')],
};

/** What a record knows; what is carried or hydrated later is undefined in it. */
const known = (record: object | null) =>
  Object.fromEntries(Object.entries(record ?? {}).filter(([, value]) => value !== undefined));

describe("the contract's example of a feed page", () => {
  let upstreams: FakeUpstreams;
  let request: UpstreamRequest;
  before(async () => {
    upstreams = await startFakeUpstreams();
    upstreams.on('LEGACY', PATHS.feed, () => ({
      status: 200,
      headers: { 'content-type': 'application/json;charset=UTF-8' },
      body: ANSWER,
    }));
    request = openRequest(upstreams.urls, { now: NOW, viewer: { viewerId: 'u1001', deviceId: 'd9f2' } });
  });
  after(async () => {
    await request.close();
    await upstreams.close();
  });

  it('is asked for and read as written', async () => {
    const asked = { sceneId: 'home', pageNum: 1, pageSize: 1, platform: 'IOS', appVersion: '9.2.0' };
    const { items, ...page } = await legacyFeed(asked, request.contextOf('VIEWER'));
    const [call] = upstreams.callsOf('LEGACY');
    assert.deepEqual([call?.method, call?.path, call?.query.get('data')], ['GET', PATHS.feed, REQUEST]);
    assert.deepEqual([...(call?.query.keys() ?? [])], ['data']);
    assert.deepEqual([call?.headers['x-viewer-id'], call?.headers['x-device-id']], ['u1001', 'd9f2']);

    assert.deepEqual(page, { pvid: '100_10.0.0.7_61479_6581', hasMore: true, pageNum: 1 });
    assert.equal(items.length, 1);
    const { video, author, items: embedded, ...card } = items[0] ?? assert.fail();
    assert.deepEqual(card, {
      key: 'VIDEO:610000000007',
      kind: 'VIDEO',
      id: '610000000007',
      scm: '1007.13562.333647.0',
      trackInfo: null,
    });
    assert.equal(author, null);
    assert.deepEqual(known(video), {
      videoId: '610000000007',
      id: globalId('Video', '610000000007'),
      authorId: '220000000011',
      shopId: '330000000004',
      publishAtMs: 1_573_387_200_000,
      expireAtMs: null,
      categoryId: '1606',
      category,
      anchors: [{ itemId: '720000000021', anchorMs: null }],
      blockedBy: null,
      status: 'NORMAL',
      title: 'Three ways to fold a shirt',
      cover: { url: 'https://img.sandbox.test/c/7.jpg', width: 720, height: 1_280 },
      sources: [{ url: 'https://video.sandbox.test/v/7-hd.mp4', definition: 'SD', format: 'mp4', bitrateKbps: null, sizeBytes: null, expiresAt: null }], // prettier-ignore
      durationMs: 17_200,
      orientation: 'PORTRAIT',
      fingerprint: null,
      publishedAt: 1_573_387_200_000,
      tags: ['home'],
      stats: { playCount: 123_456, likeCount: null, commentCount: null, shareCount: 7, playCountText: '12.3万', asOf: NOW }, // prettier-ignore
    }); // prettier-ignore
    assert.deepEqual(schemaFaults('Video', video), []);

    assert.equal(embedded.length, 1);
    const { itemId, product, offer, stock } = embedded[0] ?? assert.fail();
    assert.equal(itemId, '720000000021');
    assert.deepEqual(stock, { kind: 'ok', value: { state: 'LOW_STOCK', asOf: NOW } });
    assert.deepEqual(offer, {
      kind: 'ok',
      value: {
        pricing: {
          listPrice: { amount: '150.00', currencyCode: 'CNY' },
          salePrice: { amount: '98.00', currencyCode: 'CNY' },
          finalPrice: null,
          priceLabel: null,
          asOf: NOW,
          stale: false,
        },
        coupons: [],
        promotions: [],
      },
    });
    assert.ok(product.kind === 'ok');
    assert.deepEqual(known(product.value), {
      itemId: '720000000021',
      id: globalId('Product', '720000000021'),
      shopId: '330000000004',
      shop: product.value.shop,
      categoryId: '1606',
      category,
      spuId: '990000000008',
      restricted: false,
      regions: null,
      title: 'Linen shirt, loose fit',
      shortTitle: null,
      image: { url: 'https://img.sandbox.test/i/21.jpg', width: null, height: null },
      status: 'ON_SALE',
      detailUrl: 'https://item.sandbox.test/21',
      soldCount30d: 500,
      soldCountText: '500',
    }); // prettier-ignore
    assert.deepEqual({ ...product.value.shop }, {
      shopId: '330000000004',
      id: globalId('Shop', '330000000004'),
      name: 'Linen House',
      logo: null,
      kind: 'TMALL',
      url: null,
    }); // prettier-ignore
    assert.deepEqual(schemaFaults('Product', product.value), []);
  });

  it('counts each odd form in it, and what the checks of contents repair', () => {
    const counts = Object.groupBy(request.counted, (code) => code);
    assert.deepEqual(
      Object.fromEntries(Object.entries(counts).map(([code, times]) => [code, times.length])),
      // Odd: resultList, contentId, two of the counters, trackInfo, author, items, shortTitle, both prices, four addresses.
      { RS_LEGACY: 14, CT_COUNTER: 2, CT_URL: 4, PR_UNIT: 2 },
    );
  });

  it('is asked for by whom no version is known, too', async () => {
    const asked = { sceneId: 'home', pageNum: 2, pageSize: 20, platform: 'UNKNOWN', appVersion: null };
    await legacyFeed(asked, request.contextOf('VIEWER'));
    const params: unknown = JSON.parse(upstreams.callsOf('LEGACY').at(-1)?.query.get('data') ?? '');
    assert.deepEqual(params, { sceneId: 'home', pageNum: '2', pageSize: '20', deviceId: 'd9f2', platform: 'unknown', appVersion: '' }); // prettier-ignore
  });
});
