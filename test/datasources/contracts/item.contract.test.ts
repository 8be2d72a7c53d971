import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Product } from '../../../schema/product.type.js';
import { parseItem } from '../../../datasources/catalog/item.contract.js';
import { saleStatus, sellable } from '../../../datasources/catalog/sale-status.js';
import { itemId, itemRecord, shopRecord } from '../../support/records.js';
import { checkRows, contextAt, drop, NOW } from './contract-rows.js';

const id = itemId(21);

checkRows(parseItem, id, itemRecord(id), {
  'a clean item is on sale with its shop': {
    dirt: {},
    gives: { itemId: id, status: 'ON_SALE', shopId: '330000000007', restricted: false, regions: null },
  },
  'no title drops it': { dirt: { title: ' ' }, gives: drop('CT_TITLE') },
  'no image drops it': { dirt: { imageUrl: null }, gives: drop('CT_MEDIA') },
  'no page drops it': { dirt: { detailUrl: '' }, gives: drop('CT_URL') },
  'a page on a private host drops it': {
    dirt: { detailUrl: 'https://192.168.0.1/21' },
    gives: drop('CT_URL'),
    counts: ['CT_URL'],
  },
  'off shelf keeps its object': { dirt: { status: 'OFF_SHELF' }, gives: { status: 'OFF_SHELF' } },
  'deleted keeps its object': { dirt: { status: 'DELETED' }, gives: { status: 'DELETED' } },
  'presale is its own status': { dirt: { status: 'PRESALE' }, gives: { status: 'PRESALE' } },
  'an unknown status is UNKNOWN': { dirt: { status: 'AUCTION' }, gives: { status: 'UNKNOWN' } },
  'a restricted item is BANNED': {
    dirt: { restricted: true },
    gives: { status: 'BANNED', restricted: true },
  },
  'a restricted and deleted item stays DELETED': {
    dirt: { restricted: true, status: 'DELETED' },
    gives: { status: 'DELETED' },
  },
  'restricted as text is refused': { dirt: { restricted: 'true' }, gives: 'SCHEMA' },
  'a status as number is unknown': { dirt: { status: 1 }, gives: { status: 'UNKNOWN' } },
  'no status is refused': { dirt: { status: undefined }, gives: 'SCHEMA' },
  'regions are kept as they came': { dirt: { regions: ['CN-ZJ', 7] }, gives: { regions: ['CN-ZJ'] } },
  'regions that are no list are refused': { dirt: { regions: 'CN-ZJ' }, gives: 'SCHEMA' },
  'sold beyond Int saturates': {
    dirt: { sold30d: 3_000_000_000 },
    gives: { soldCount30d: 2_147_483_647, soldCountText: '30亿' },
  },
  'sold that makes no sense is unknown': {
    dirt: { sold30d: -5 },
    gives: { soldCount30d: null, soldCountText: null },
    counts: ['CT_COUNTER'],
  },
  'no shop is no shop': { dirt: { shop: null }, gives: { shop: null, shopId: null } },
  'a shop that cannot be read still has its id': {
    dirt: { shop: shopRecord('330000000009', { name: '' }) },
    gives: { shop: null, shopId: '330000000009' },
  },
  'a shop that is no object is no shop': {
    dirt: { shop: 'Linen House' },
    gives: { shop: null, shopId: null },
  },
  'an SPU as number is refused': { dirt: { spuId: 990_000_000_008 }, gives: 'SCHEMA' },
});

it('a product is sold where its regions say, and everywhere to clients without one', () => {
  const { context } = contextAt(NOW);
  const product = parseItem(itemRecord(id, { regions: ['CN-ZJ'] }), id, context);
  assert.ok(product instanceof Product);
  assert.equal(saleStatus(product, 'CN-ZJ'), 'ON_SALE');
  assert.equal(saleStatus(product, 'CN-SH'), 'BANNED');
  assert.equal(saleStatus(product, null), 'ON_SALE');
});

it('only ON_SALE, PRESALE and UNKNOWN may stand in a feed', () => {
  const { context } = contextAt(NOW);
  const shown = ['ON_SALE', 'PRESALE', 'NEW_WORD', 'OFF_SHELF', 'DELETED', 'BANNED'].filter((status) => {
    const product = parseItem(itemRecord(id, { status }), id, context);
    assert.ok(product instanceof Product);
    return sellable(product, null);
  });
  assert.deepEqual(shown, ['ON_SALE', 'PRESALE', 'NEW_WORD']);
});
