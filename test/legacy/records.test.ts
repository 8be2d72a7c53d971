import { legacyAccount, legacyCard, legacyItem } from './support/legacy-answers.js';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Dropped } from '../../datasources/chain/outcome.js';
import { parseLegacyAccount } from '../../datasources/legacy/legacy-account.contract.js';
import { parseLegacyItem } from '../../datasources/legacy/legacy-item.contract.js';
import { parseLegacyVideo, type LegacyVideo } from '../../datasources/legacy/legacy-video.contract.js';
import { contextAt, drop, NOW } from '../datasources/contracts/contract-rows.js';
import type { Wire } from '../support/records.js';

const ITEM = '720000000021';
const VIDEO = '610000000007';
const ACCOUNT = '220000000011';

const item = (dirt: Wire) => parseLegacyItem(legacyItem(ITEM, dirt), ITEM, contextAt(NOW).context);
const account = (dirt: Wire) =>
  parseLegacyAccount(legacyAccount(ACCOUNT, dirt), ACCOUNT, contextAt(NOW).context);
const card = (dirt: Wire) => parseLegacyVideo(legacyCard(VIDEO, dirt), VIDEO, contextAt(NOW).context);

function read(dirt: Wire): LegacyVideo {
  const record = card(dirt);
  assert.ok(typeof record === 'object' && !(record instanceof Dropped), JSON.stringify(record));
  return record;
}

describe('an item', () => {
  it('is three records, and each can fail alone', () => {
    const kinds = (dirt: Wire) => {
      const { product, offer, stock } = item(dirt);
      return [product, offer, stock].map((part) => (part.kind === 'fail' ? part.cls : part.kind));
    };
    assert.deepEqual(kinds({}), ['ok', 'ok', 'ok']);
    assert.deepEqual(kinds({ title: '' }), ['miss', 'ok', 'ok']);
    assert.deepEqual(kinds({ itemStatus: 'null' }), ['SCHEMA', 'ok', 'ok']);
    assert.deepEqual(kinds({ sold: 2 ** 53 }), ['SCHEMA', 'ok', 'ok']);
    assert.deepEqual(kinds({ price: '39.999' }), ['ok', 'SCHEMA', 'ok']);
    assert.deepEqual(kinds({ originPrice: '9999999.01' }), ['ok', 'SCHEMA', 'ok']);
    assert.deepEqual(kinds({ quantity: '' }), ['ok', 'ok', 'SCHEMA']);
    assert.deepEqual(kinds({ quantity: 'plenty' }), ['ok', 'ok', 'SCHEMA']);
  });

  it('has the status that its number stands for, and UNKNOWN for others', () => {
    const rows = { 0: 'OFF_SHELF', 1: 'ON_SALE', 2: 'PRESALE', 3: 'UNKNOWN', constructor: 'UNKNOWN' };
    for (const [itemStatus, status] of Object.entries(rows)) {
      const { product } = item({ itemStatus });
      assert.equal(product.kind === 'ok' && product.value.status, status);
    }
  });

  it('has a shop of the kind that its number stands for', () => {
    for (const [userType, kind] of Object.entries({ 0: 'TAOBAO', 1: 'TMALL', 2: 'OTHER', '': 'OTHER' })) {
      const { product } = item({ userType });
      assert.equal(product.kind === 'ok' && product.value.shop?.kind, kind);
    }
    const { product } = item({ shopName: 'null' });
    assert.ok(product.kind === 'ok');
    assert.deepEqual([product.value.shopId, product.value.shop], ['330000000004', null]);
  });

  it('has stock by its number of pieces; fewer than none is nothing that is known', () => {
    const rows = { 0: 'SOLD_OUT', 1: 'LOW_STOCK', 9: 'LOW_STOCK', 10: 'IN_STOCK', '-1': 'UNKNOWN' };
    for (const [quantity, state] of Object.entries(rows))
      assert.deepEqual(item({ quantity }).stock, { kind: 'ok', value: { state, asOf: NOW } });
  });

  it('hides the price that makes no sense, and shows none without a sale price', () => {
    const prices = (dirt: Wire) => {
      const { offer } = item(dirt);
      assert.ok(offer.kind === 'ok');
      const { pricing } = offer.value;
      return pricing && [pricing.listPrice?.amount, pricing.salePrice.amount];
    };
    assert.deepEqual(prices({ price: '39.9', originPrice: 50 }), ['50.00', '39.90']);
    assert.deepEqual(prices({ price: '200.00' }), [undefined, '200.00']);
    assert.deepEqual(prices({ originPrice: '' }), [undefined, '98.00']);
    assert.equal(prices({ price: '0.00' }), null);
    assert.equal(prices({ price: 'null' }), null);
  });

  it('has its titles decoded, then cleaned', () => {
    const { product } = item({
      title: 'Do&#39;s &lt;b&gt;&amp;&lt;/b&gt; don&#39;ts',
      shortTitle: '&lt;i&gt;',
    });
    assert.ok(product.kind === 'ok');
    assert.deepEqual([product.value.title, product.value.shortTitle], ["Do's & don'ts", null]);
  });

  it('counts why its product was dropped', () => {
    const { context, counted } = contextAt(NOW);
    const { product } = parseLegacyItem(legacyItem(ITEM, { pic: 'javascript:alert(1)' }), ITEM, context);
    assert.deepEqual(product, drop('CT_MEDIA'));
    assert.ok(counted.includes('CT_MEDIA'));
  });
});

describe('an account', () => {
  const value = (dirt: Wire) => {
    const author = account(dirt);
    assert.ok(author !== 'SCHEMA');
    return author;
  };

  it('has the kind and the state that its numbers stand for; unknown ones are CREATOR and closed', () => {
    for (const [userType, kind] of Object.entries({
      0: 'CREATOR',
      1: 'MERCHANT',
      2: 'PLATFORM',
      3: 'CREATOR',
      '': 'CREATOR',
    }))
      // prettier-ignore
      assert.equal(value({ userType }).kind, kind);
    for (const [status, closed] of Object.entries({ 0: false, 1: true, 2: true, 3: true, constructor: true }))
      assert.equal(value({ status }).closed, closed, status);
    assert.equal(account({ status: '' }), 'SCHEMA');
  });

  it('needs a name unless it is closed, and is verified only where that is said', () => {
    assert.equal(account({ nick: 'null' }), 'SCHEMA');
    assert.equal(value({ nick: 'null', status: '1' }).closed, true);
    assert.deepEqual([value({}).verified, value({ verified: '' }).verified], [true, false]);
    assert.equal(account({ verified: 'maybe' }), 'SCHEMA');
  });

  it('knows of its shop the id and the name', () => {
    const { shopId, shop } = value({});
    assert.deepEqual(
      [shopId, shop?.name, shop?.kind, shop?.logo, shop?.url],
      ['330000000004', 'Linen House', 'OTHER', null, null],
    );
    assert.deepEqual([value({ shopId: '' }).shopId, value({ shopId: '' }).shop], [null, null]);
  });

  it('is refused with an unsafe integer, and keeps a name as it was typed', () => {
    assert.equal(account({ fans: 2 ** 53 }), 'SCHEMA');
    assert.equal(account({ shopId: 2 ** 53 }), 'SCHEMA');
    assert.equal(value({ nick: 'R&amp;D' }).name, 'R&amp;D');
  });
});

describe('a video', () => {
  it('is playable when its status is 1 and its time has come', () => {
    const rows: [Wire, string, string | null][] = [
      [{ status: '1' }, 'NORMAL', null],
      [{ status: 1 }, 'NORMAL', null],
      [{ status: '0' }, 'OFFLINE', 'CT_STATUS'],
      [{ status: '11' }, 'OFFLINE', 'CT_STATUS'],
      [{ publishTime: '2100-01-01 08:00:00' }, 'OFFLINE', 'CT_STATUS'],
    ];
    for (const [dirt, status, blockedBy] of rows) {
      const { video } = read(dirt);
      assert.deepEqual([video.status, video.blockedBy], [status, blockedBy]);
    }
    assert.equal(card({ status: null }), 'SCHEMA');
  });

  it('has no time of publication when none is known, and is refused with one that is none', () => {
    const { video } = read({ publishTime: '' });
    assert.deepEqual([video.publishedAt, video.status], [null, 'NORMAL']);
    assert.equal(card({ publishTime: 'yesterday' }), 'SCHEMA');
  });

  it('is dropped without cover, source or a possible duration', () => {
    assert.deepEqual(card({ cover: '' }), drop('CT_MEDIA'));
    assert.deepEqual(card({ videoUrl: 'null' }), drop('CT_MEDIA'));
    assert.deepEqual(card({ duration: '0' }), drop('CT_DURATION'));
    assert.deepEqual(card({ duration: '-1.5' }), drop('CT_DURATION'));
    assert.deepEqual(card({ duration: '36000' }), drop('CT_DURATION'));
    assert.equal(card({ duration: '' }), 'SCHEMA');
  });

  it('is refused with an unsafe integer, wherever it stands', () => {
    for (const field of ['accountId', 'width', 'playCnt', 'itemIds', 'duration', 'title'])
      assert.equal(card({ [field]: 2 ** 53 }), 'SCHEMA', field);
  });

  it('loses a counter that makes no sense, and no other', () => {
    const { stats } = read({ playCnt: '-1', likeCnt: 'many', commentCnt: 'null', shareCnt: 7 }).video;
    assert.deepEqual(stats, { playCount: null, likeCount: null, commentCount: null, shareCount: 7, playCountText: null, asOf: NOW }); // prettier-ignore
  });

  it('shows all its products, also those that are not embedded', () => {
    const { video, items } = read({ itemIds: '3,1,3,x,2', items: [legacyItem('3'), legacyItem('1')] });
    assert.deepEqual(video.anchors.map(({ itemId, anchorMs }) => [itemId, anchorMs]), [['3', null], ['1', null], ['2', null]]); // prettier-ignore
    assert.deepEqual(items.map(({ itemId }) => itemId), ['3', '1']); // prettier-ignore
  });

  it('belongs to the shop of its primary product, else to that of its author', () => {
    const shops = (dirt: Wire) => read(dirt).video.shopId;
    const items = [legacyItem('1', { shopId: '31' }), legacyItem('2', { shopId: '32' })];
    const author = legacyAccount(ACCOUNT, { shopId: '40' });
    assert.equal(shops({ itemIds: '2,1', items, author }), '32');
    assert.equal(shops({ itemIds: '3,1', items, author }), '40');
    assert.equal(shops({ itemIds: '', items: '', author }), '40');
    assert.equal(shops({ itemIds: '', items: '', author: '' }), null);
  });

  it('keeps what is embedded apart: nothing wrong with it is wrong with the video', () => {
    for (const dirt of [
      { author: 'x' },
      { author: { accountId: 2 ** 53 } },
      { author: { accountId: '1' } },
    ]) {
      const { author } = read(dirt);
      assert.equal(author, null);
    }
    for (const items of ['x', [7], [{ itemId: 2 ** 53 }], [{}]]) assert.deepEqual(read({ items }).items, []);
    const [broken] = read({ items: [{ itemId: 1 }] }).items;
    assert.deepEqual([broken?.itemId, broken?.product.kind, broken?.stock.kind], ['1', 'fail', 'fail']);
  });
});
