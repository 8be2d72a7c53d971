import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseLegacyFeed, type LegacyFeed } from '../../datasources/legacy/legacy-feed.contract.js';
import { contextAt, NOW } from '../datasources/contracts/contract-rows.js';
import type { Wire } from '../support/records.js';
import { legacyAccount, legacyCard, legacyItem, legacyPage } from './support/legacy-answers.js';

const room = (contentId: string, dirt: Wire = {}): Wire => ({
  contentId,
  contentType: '2',
  title: 'Live',
  videoUrl: '',
  duration: '',
  status: '1',
  accountId: '220000000011',
  itemIds: '',
  scm: 's',
  trackInfo: '',
  author: legacyAccount('220000000011'),
  items: null,
  ...dirt,
});

function read(resultList: unknown, overrides: Wire = {}): { page: LegacyFeed; counted: readonly string[] } {
  const { context, counted } = contextAt(NOW);
  return { page: parseLegacyFeed(legacyPage(resultList, overrides), 3, context), counted };
}

const keys = (resultList: unknown) => read(resultList).page.items.map(({ key }) => key);

describe('a page of the Java feed', () => {
  it('keeps the order of its list, whatever positions it claims', () => {
    const cards = [legacyCard('3', { pos: '9' }), room('1', { pos: '1' }), legacyCard('1', { pos: '0' })];
    assert.deepEqual(keys(cards), ['VIDEO:3', 'LIVE:1', 'VIDEO:1']);
  });

  it('may be one card or none, in any form', () => {
    assert.deepEqual(keys(legacyCard('3')), ['VIDEO:3']);
    for (const none of [[], null, 'null', '', undefined]) assert.deepEqual(keys(none), []);
  });

  it('keeps rooms as keys, with their hosts, for LIVE to confirm', () => {
    const [item] = read([room('7')]).page.items;
    assert.deepEqual(
      [item?.kind, item?.id, item?.video, item?.author?.accountId, item?.items, item?.scm, item?.trackInfo],
      ['LIVE', '7', null, '220000000011', [], 's', null],
    );
  });

  it('brings the records embedded in its videos', () => {
    const [item] = read([legacyCard('3', { items: [legacyItem('1'), legacyItem('2')] })]).page.items;
    assert.equal(item?.author?.accountId, '220000000011');
    assert.deepEqual(item.items.map(({ itemId, product }) => [itemId, product.kind]), [['1', 'ok'], ['2', 'ok']]); // prettier-ignore
  });

  it('drops cards one by one, and counts why', () => {
    const rows: [Wire, string][] = [
      [{ contentId: 2 ** 53 }, 'RC_ID'],
      [{ contentId: '' }, 'RC_ID'],
      [{ contentId: 'x' }, 'RC_ID'],
      [{ contentType: '3' }, 'RC_TYPE'],
      [{ contentType: 'null' }, 'RC_TYPE'],
      [{ contentType: 'constructor' }, 'RC_TYPE'],
      [{ duration: '1.2345' }, 'RS_LEGACY'],
      [{ accountId: 2 ** 53 }, 'RS_LEGACY'],
      [{ cover: 'ftp://x' }, 'CT_MEDIA'],
      [{ duration: '0' }, 'CT_DURATION'],
    ];
    for (const [dirt, code] of rows) {
      const { page, counted } = read([legacyCard('1'), legacyCard('2', dirt), legacyCard('3')]);
      assert.deepEqual(page.items.map(({ key }) => key), ['VIDEO:1', 'VIDEO:3'], JSON.stringify(dirt)); // prettier-ignore
      assert.ok(counted.includes(code), `${JSON.stringify(dirt)} counts ${counted.join()}`);
    }
  });

  it('keeps what may not be shown for its feed to judge', () => {
    const items = read([legacyCard('1', { status: '0' }), legacyCard('2', { title: '' })]).page.items;
    assert.deepEqual(items.map(({ video }) => video?.blockedBy), ['CT_STATUS', 'CT_TITLE']); // prettier-ignore
  });

  it('shows a content once: the first card of it that can be read', () => {
    const cards = [legacyCard('1', { duration: 'x' }), legacyCard('2'), legacyCard('1', { scm: 'first' }), legacyCard('1', { scm: 'second' }), room('1')]; // prettier-ignore
    const { page } = read(cards);
    assert.deepEqual(page.items.map(({ key, scm }) => [key, scm]), [
      ['VIDEO:2', '1007.13562.333647.0'],
      ['VIDEO:1', 'first'],
      ['LIVE:1', 's'],
    ]); // prettier-ignore
  });

  it('has more only where it says so, and is the page asked for unless it says otherwise', () => {
    for (const hasMore of [true, 'true', 1, '1']) assert.equal(read([], { hasMore }).page.hasMore, true);
    for (const hasMore of [false, 'false', 0, '0', null, 'null', '', undefined, {}])
      assert.equal(read([], { hasMore }).page.hasMore, false);
    assert.deepEqual([read([], { pageNum: 2 }).page.pageNum, read([], { pageNum: '' }).page.pageNum], [2, 3]);
  });

  it('lends its id only when that can be used (RC_PVID)', () => {
    const long = 'x'.repeat(65);
    for (const pvid of ['', 'null', null, undefined, long, {}]) {
      const { page, counted } = read([], { pvid });
      assert.equal(page.pvid, null);
      assert.ok(counted.includes('RC_PVID'));
    }
    assert.equal(read([], { pvid: long.slice(1) }).page.pvid, long.slice(1));
    const [item] = read([legacyCard('1', { scm: 'x'.repeat(513), trackInfo: 'x'.repeat(512) })]).page.items;
    assert.deepEqual([item?.scm, item?.trackInfo?.length], [null, 512]);
  });
});
