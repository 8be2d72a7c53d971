import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Sandbox } from '../../sandbox/index.js';
import { startSandbox } from '../../sandbox/index.js';
import { VIEWER, at, get, ids, listAt, send } from './support/http.js';
import { legacy, many, retCode, text } from './support/legacy.js';

const FEED = 'mtop.wow.video.feed';
const DETAIL = 'mtop.wow.video.detail';
const ITEMS = 'mtop.wow.item.batchget';
const ACCOUNTS = 'mtop.wow.account.batchget';
const STATE = 'mtop.wow.viewer.state';
const PAGE = {
  sceneId: 'home',
  pageNum: '1',
  pageSize: '20',
  deviceId: 'd9f2',
  platform: 'ios',
  appVersion: '9.2.0',
};

describe('LEGACY', () => {
  let sandbox: Sandbox;
  let url: string;
  const now = 1_573_401_600_000 + 12_345;
  before(async () => {
    sandbox = await startSandbox({ now: () => now });
    url = sandbox.urls.LEGACY;
  });
  after(() => sandbox.close());
  const cards = async (changes: Record<string, string> = {}, headers = {}) => {
    const answer = await legacy(url, FEED, { ...PAGE, ...changes }, headers);
    return many(at(answer.json, 'data', 'resultList'));
  };

  it('answers 200 in an envelope, whatever is asked', async () => {
    const cases: [Promise<Awaited<ReturnType<typeof get>>>, string][] = [
      [legacy(url, FEED, PAGE), 'SUCCESS'],
      [legacy(url, 'mtop.nowhere', {}), 'FAIL_SYS_API_NOT_FOUNDED'],
      [get(`${url}/anything`), 'FAIL_SYS_API_NOT_FOUNDED'],
      [get(`${url}/gw/${FEED}/1.0/`), 'FAIL_SYS_PARAM_MISSING'],
      [legacy(url, FEED, 'not json'), 'FAIL_SYS_PARAM_FORMAT_ERROR'],
      [legacy(url, FEED, { ...PAGE, pageNum: 1 }), 'FAIL_SYS_PARAM_FORMAT_ERROR'],
      [legacy(url, FEED, { ...PAGE, pageSize: '21' }), 'FAIL_SYS_PARAM_FORMAT_ERROR'],
      [legacy(url, FEED, { ...PAGE, sceneId: 'retired' }), 'FAIL_BIZ_SCENE_OFFLINE'],
      [legacy(url, FEED, { ...PAGE, deviceId: '' }), 'FAIL_SYS_PARAM_MISSING'],
      [legacy(url, DETAIL, { ids: ids('6100000', 1, 21).join() }), 'FAIL_SYS_PARAM_FORMAT_ERROR'],
      [legacy(url, STATE, { videoIds: '610000000001' }), 'FAIL_SYS_SESSION_EXPIRED'],
    ];
    for (const [call, code] of cases) {
      const answer = await call;
      assert.deepEqual([answer.status, retCode(answer)], [200, code]);
      assert.equal(answer.headers.get('content-type'), 'application/json;charset=UTF-8');
    }
  });

  it('pages an order fixed for subject and day, with its own pins', async () => {
    const first = await cards();
    const contents = (list: unknown[]): (string | null)[] => list.map((card) => text(at(card, 'contentId')));
    assert.equal(first.length, 20);
    assert.deepEqual(contents(await cards()), contents(first));
    const second = await cards({ pageNum: '2' });
    assert.equal(new Set([...contents(first), ...contents(second)]).size, 40, 'pages do not overlap');
    const other = await cards({ deviceId: 'other' });
    assert.notDeepEqual(contents(other), contents(first));
    assert.deepEqual(
      [contents(other)[1], contents(other)[4]],
      [contents(first)[1], contents(first)[4]],
      'pinned for all',
    );
    const personal = await cards({}, VIEWER);
    assert.notDeepEqual(contents(personal), contents(first), 'the viewer header counts before the device');
    assert.ok(
      first.some((card) => text(at(card, 'contentType')) === '2'),
      'live cards among them',
    );
    const end = await legacy(url, FEED, { ...PAGE, pageNum: '99' });
    assert.deepEqual([many(at(end.json, 'data', 'resultList')), retCode(end)], [[], 'SUCCESS']);
    assert.match(String(at(end.json, 'data', 'hasMore')), /^(false|0)$/);
  });

  it('tells the same story as the other services, but for the listed differences', async () => {
    const answer = await legacy(url, DETAIL, { ids: ids('6100000', 1, 20).join() });
    const list = many(at(answer.json, 'data', 'videoList'));
    const { json } = await send(`${sandbox.urls.CONTENT}/videos:batchGet`, { ids: ids('6100000', 1, 20) });
    assert.equal(list.length, 20);
    for (const card of list) {
      const video = at(json, 'results', String(at(card, 'contentId')));
      assert.equal(
        String(at(card, 'title')).replaceAll('&amp;', '&').replaceAll('&#39;', "'"),
        at(video, 'title'),
      );
      assert.equal(text(at(card, 'accountId')), at(video, 'authorId'));
      assert.equal(Math.round(Number(at(card, 'duration')) * 1_000), at(video, 'durationMs'));
      assert.equal(
        Date.parse(`${String(at(card, 'publishTime')).replace(' ', 'T')}+08:00`),
        at(video, 'publishAt'),
      );
      assert.equal(at(card, 'category'), at(video, 'categoryPath'));
      const products = listAt(video, 'products').map((product) => at(product, 'itemId'));
      assert.equal(at(card, 'itemIds'), products.join());
      assert.deepEqual(many(at(card, 'items')).map((item) => text(at(item, 'itemId'))), products.slice(0, 3)); // prettier-ignore
      const [then, present] = [Number(text(at(card, 'playCnt'))), Number(at(video, 'counters', 'play'))];
      assert.ok(then <= present && then > present * 0.99, 'counters of an hour ago');
      assert.match(String(at(card, 'videoUrl')), /^\/\/video\.sandbox\.test\/.*-sd\.mp4$/);
    }
  });

  it('writes list and sale price as yuan, those of the last full minute', async () => {
    const asked = ids('7200000', 1, 20);
    const answer = await legacy(url, ITEMS, { itemIds: asked.join() });
    const minute = await startSandbox({ now: () => now - (now % 60_000), only: ['PRICING'] });
    try {
      const { json } = await send(`${minute.urls.PRICING}/prices:batchGet`, {
        ids: asked,
        region: null,
        channel: 'APP',
      });
      for (const item of many(at(answer.json, 'data', 'itemList'))) {
        const price = at(json, 'results', String(at(item, 'itemId')));
        assert.match(String(at(item, 'price')), /^\d+(\.\d{1,2})?$/);
        assert.equal(Math.round(Number(at(item, 'price')) * 100), at(price, 'saleCents'));
        assert.equal(Math.round(Number(at(item, 'originPrice')) * 100), at(price, 'listCents'));
      }
    } finally {
      await minute.close();
    }
  });

  it('leaves absent ids out of batches and shows 1 % of the accounts under a former name', async () => {
    const answer = await legacy(url, ACCOUNTS, { accountIds: '220000000001,229999999999' });
    assert.deepEqual(many(at(answer.json, 'data', 'accountList')).map((account) => text(at(account, 'accountId'))), ['220000000001']); // prettier-ignore
    let renamed = 0;
    for (let from = 1; from <= 2_000; from += 20) {
      const asked = ids('2200000', from, 20);
      const old = many(
        at((await legacy(url, ACCOUNTS, { accountIds: asked.join() })).json, 'data', 'accountList'),
      );
      const { json } = await send(`${sandbox.urls.ACCOUNTS}/accounts:batchGet`, { ids: asked });
      renamed += old.filter(
        (account) => at(account, 'nick') !== at(json, 'results', String(at(account, 'accountId')), 'name'),
      ).length;
    }
    assert.ok(renamed >= 8 && renamed <= 36, String(renamed));
  });

  it('knows the same viewer states as ENGAGEMENT', async () => {
    const videos = ids('6100000', 1, 20);
    const { json } = await send(`${sandbox.urls.ENGAGEMENT}/video-states:batchGet`, { ids: videos }, VIEWER);
    const answer = await legacy(url, STATE, { videoIds: videos.join(), accountIds: '' }, VIEWER);
    assert.equal(at(answer.json, 'data', 'uid'), 'u1001');
    const liked = videos.filter((id) => at(json, 'results', id, 'liked') === true);
    assert.equal(at(answer.json, 'data', 'liked'), liked.join());
  });

  it('mixes odd forms into its values, always the same ones', async () => {
    const asked = { itemIds: ids('7200000', 1, 20).join() };
    const first = await legacy(url, ITEMS, asked);
    assert.deepEqual((await legacy(url, ITEMS, asked)).json, first.json);
    const sold = many(at(first.json, 'data', 'itemList')).map((item) => typeof at(item, 'sold'));
    assert.deepEqual([...new Set(sold)].toSorted(), ['number', 'string']);
  });
});
