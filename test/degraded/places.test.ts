import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { globalId } from '../../schema/global-id.js';
import { batch } from '../support/fake-upstreams.js';
import { startGateway, type Answer, type TestGateway } from '../support/gateway.js';
import { itemId, priceRecord, videoId } from '../support/records.js';

interface Row {
  readonly coordinate: string;
  readonly items: number;
  readonly paths?: readonly (readonly (string | number)[])[];
}

const rowsOf = ({ text }: Answer): readonly Row[] =>
  (JSON.parse(text) as { extensions?: { degraded?: { fields: Row[] } } }).extensions?.degraded?.fields ?? [];

/** What stands at a place of an answer. */
const at = (data: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<any>((value, key) => value[key], data);

const PRODUCTS =
  'query ($ids: [ID!]!) { products(ids: $ids) { price: pricing { salePrice { amount } } coupons { id } } }';
const ids = (count: number) =>
  Array.from({ length: count }, (_, index) => globalId('Product', itemId(index + 1)));

describe('the places of what no source was left for', () => {
  let gateway: TestGateway;
  before(async () => {
    gateway = await startGateway();
  });
  beforeEach(() => gateway.upstreams.reset());
  after(() => gateway.close());

  it('are paths into the data, by the names that the client chose', async () => {
    gateway.upstreams.fail('PRICING');
    const rows = rowsOf(await gateway.ask(PRODUCTS, { ids: ids(2) }));
    assert.deepEqual(
      rows.map(({ coordinate, paths }) => [coordinate, paths]),
      [
        ['Product.pricing', [['products', 0, 'price'], ['products', 1, 'price']]],
        ['Product.coupons', [['products', 0, 'coupons'], ['products', 1, 'coupons']]],
      ],
    ); // prettier-ignore
  });

  it('are those that are empty, and no others', async () => {
    const failed = itemId(2);
    gateway.upstreams.on(
      'PRICING',
      '/',
      batch((id) => (id === failed ? undefined : priceRecord(id))),
    );
    const [pricing] = rowsOf(await gateway.ask(PRODUCTS, { ids: ids(3) }));
    assert.deepEqual(pricing?.paths, [['products', 1, 'price']]);
  });

  it('are five at most, while all are counted', async () => {
    gateway.upstreams.fail('PRICING');
    const [pricing] = rowsOf(await gateway.ask(PRODUCTS, { ids: ids(9) }));
    assert.deepEqual([pricing?.items, pricing?.paths?.length], [9, 5]);
  });

  it('are found below cards whose type nobody asked for, and past what was left out', async () => {
    gateway.upstreams.fail('ACCOUNTS');
    const document = `query ($no: Boolean = false) { feed(sceneId: "home", first: 2) { edges { node {
      ... on BannerCard { title } ... on VideoCard { hidden: targetUrl @include(if: $no) video { ...Author } } } } } }
      fragment Author on Video { author { name } }`;
    const answer = await gateway.ask(document);
    const [author] = rowsOf(answer);
    assert.equal(author?.coordinate, 'Video.author');
    assert.equal(author.paths?.length, 2);
    for (const path of author.paths) assert.equal(at(answer.data, path), null);
  });

  it('are left out where several types would fit', async () => {
    gateway.upstreams.fail('ACCOUNTS');
    const document = `query ($id: ID!) { node(id: $id) { ... on Video { author { name } } ... on LiveRoom { author { name } } } }`;
    const [author] = rowsOf(await gateway.ask(document, { id: globalId('Video', videoId(1)) }));
    assert.deepEqual([author?.coordinate, author?.paths], ['Video.author', undefined]);
    const named = document.replace('{ ... on Video', '{ __typename ... on Video');
    const [found] = rowsOf(await gateway.ask(named, { id: globalId('Video', videoId(1)) }));
    assert.deepEqual(found?.paths, [['node', 'author']]);
  });

  it('are not told of what another source gave', async () => {
    gateway.upstreams.fail('INVENTORY');
    const document = 'query ($id: ID!) { product(id: $id) { availability { asOf } } }';
    const rows = rowsOf(await gateway.ask(document, { id: globalId('Product', itemId(1)) }));
    assert.deepEqual(rows, [
      { coordinate: 'Product.availability', source: 'static', reason: 'UPSTREAM_ERROR', items: 1 },
    ]);
  });
});
