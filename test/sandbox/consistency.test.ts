import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Sandbox } from '../../sandbox/index.js';
import { startSandbox } from '../../sandbox/index.js';
import { at, get, ids, listAt, objectAt, send, textAt } from './support/http.js';
import { contentIds, recommend } from './support/recommend.js';

const NOW = 1_573_401_600_000;

describe('one story told by all services', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox({ now: () => NOW });
  });
  after(() => sandbox.close());
  const batch = async (
    service: 'CONTENT' | 'CATALOG' | 'ACCOUNTS' | 'LIVE' | 'PRICING',
    path: string,
    asked: unknown[],
  ) => {
    const found: Record<string, unknown> = {};
    const distinct = [...new Set(asked)];
    for (let from = 0; from < distinct.length; from += 40) {
      const { json } = await send(sandbox.urls[service] + path, {
        ids: distinct.slice(from, from + 40),
        region: null,
        channel: 'APP',
      });
      assert.deepEqual([at(json, 'missing'), at(json, 'errors')], [[], {}], path);
      Object.assign(found, at(json, 'results'));
    }
    return found;
  };

  it('videos, authors, shops, items and categories fit each other', async () => {
    const videos = await batch('CONTENT', '/videos:batchGet', ids('6100000', 1, 200));
    const list = Object.values(videos);
    const accounts = await batch('ACCOUNTS', '/accounts:batchGet', list.map((video) => at(video, 'authorId'))); // prettier-ignore
    const itemIds = list.flatMap((video) =>
      listAt(video, 'products').map((product) => at(product, 'itemId')),
    );
    const items = await batch('CATALOG', '/items:batchGet', itemIds);
    const shops = await batch('ACCOUNTS', '/shops:batchGet', Object.values(items).map((item) => at(item, 'shop', 'shopId'))); // prettier-ignore
    for (const item of Object.values(items))
      assert.deepEqual(at(item, 'shop'), shops[String(at(item, 'shop', 'shopId'))]);
    for (const video of list) {
      const author = accounts[String(at(video, 'authorId'))];
      const own = at(author, 'shop', 'shopId');
      assert.equal(at(author, 'kind') === 'MERCHANT', own !== undefined);
      if (own !== undefined) assert.equal(at(video, 'shopId'), own, 'a merchant shows the own shop');
      for (const product of listAt(video, 'products')) {
        assert.equal(at(items[String(at(product, 'itemId'))], 'shop', 'shopId'), at(video, 'shopId'));
      }
      const primary = textAt(video, 'products', 0, 'itemId');
      if (primary !== '') assert.equal(at(items[primary], 'categoryPath'), at(video, 'categoryPath'));
    }
  });

  it('rooms and accounts point to each other', async () => {
    const rooms = await batch('LIVE', '/rooms:batchGet', ids('8800000', 1, 700));
    const owners = Object.values(rooms).map((room) => at(room, 'accountId'));
    const shown = await batch('LIVE', '/rooms:batchGetByAccount', owners);
    for (const [account, room] of Object.entries(shown)) assert.equal(at(room, 'accountId'), account);
    for (const [roomId, room] of Object.entries(rooms)) {
      const other = shown[String(at(room, 'accountId'))];
      if (at(room, 'state') === 101) assert.equal(at(other, 'state'), 101, `${roomId} is on air`);
    }
  });

  it('everything recommended exists and, in clean data, is playable or on air', async () => {
    const found = contentIds(await recommend(sandbox.urls.ALGORITHM, { count: 50 }));
    const videos = await batch('CONTENT', '/videos:batchGet', found.filter((id) => id.startsWith('61'))); // prettier-ignore
    for (const video of Object.values(videos)) {
      assert.deepEqual(
        [at(video, 'status'), at(video, 'auditStatus'), at(video, 'visibility')],
        ['NORMAL', 'PASS', 'PUBLIC'],
      );
      assert.ok(Number(at(video, 'publishAt')) <= NOW);
    }
    const rooms = await batch('LIVE', '/rooms:batchGet', found.filter((id) => id.startsWith('88'))); // prettier-ignore
    for (const room of Object.values(rooms)) assert.equal(at(room, 'state'), 101);
  });

  it('the final price is the sale price less the best coupon for everybody', async () => {
    const prices = await batch('PRICING', '/prices:batchGet', ids('7200000', 1, 400));
    let discounted = 0;
    for (const price of Object.values(prices)) {
      const usable = listAt(price, 'coupons').filter((coupon) => {
        return (
          at(coupon, 'audience') === 'ALL' &&
          Number(at(coupon, 'thresholdCents')) <= Number(at(price, 'saleCents'))
        );
      });
      const best = Math.max(0, ...usable.map((coupon) => Number(at(coupon, 'amountCents'))));
      assert.equal(at(price, 'finalCents'), best === 0 ? null : Number(at(price, 'saleCents')) - best);
      discounted += Number(best > 0);
    }
    assert.ok(discounted > 40);
  });

  it('the same seed tells the same story in another process, another seed another one', async () => {
    const story = async (seed?: number): Promise<unknown[]> => {
      const other = await startSandbox({
        now: () => NOW,
        dirty: true,
        ...(seed === undefined ? {} : { seed }),
      });
      try {
        const { urls, mediaOrigin } = other;
        const parts = [
          (await recommend(urls.ALGORITHM, { count: 50 })).json,
          (await send(`${urls.CONTENT}/videos:batchGet`, { ids: ids('6100000', 1, 50) })).json,
          (await send(`${urls.CATALOG}/items:batchGet`, { ids: ids('7200000', 1, 40) })).json,
          (
            await send(`${urls.PRICING}/prices:batchGet`, {
              ids: ids('7200000', 1, 50),
              region: null,
              channel: 'APP',
            })
          ).json,
          (await send(`${urls.LIVE}/rooms:batchGet`, { ids: ids('8800000', 1, 50) })).json,
          (await get(`${urls.SLOTS}/slot-plans/related`)).json,
        ];
        return parts.map((part) => JSON.stringify(part).replaceAll(mediaOrigin.replace('http:', ''), ''));
      } finally {
        await other.close();
      }
    };
    const first = await story();
    assert.deepEqual(await story(), first);
    (await story(7)).forEach((part, index) => assert.notEqual(part, first[index]));
  });

  it('records of one id do not depend on what else is asked', async () => {
    const alone = await batch('CONTENT', '/videos:batchGet', ['610000000123']);
    const among = await batch('CONTENT', '/videos:batchGet', ids('6100000', 100, 40));
    assert.deepEqual(among['610000000123'], objectAt(alone, '610000000123'));
  });
});
