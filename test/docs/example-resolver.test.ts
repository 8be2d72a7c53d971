import '../../schema/metadata.js';
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { graphql, type GraphQLSchema } from 'graphql';
import { Args, buildSchema, Query, Resolver } from 'type-graphql';
import { StockState, type Availability } from '../../schema/availability.type.js';
import { globalId } from '../../schema/global-id.js';
import { ProductsArgs } from '../../schema/product.args.js';
import { Product, ProductStatus } from '../../schema/product.type.js';
import { ExampleResolver } from '../../resolvers/_example.resolver.js';
import type { Origins } from '../../datasources/upstreams.js';
import { startFakeUpstreams, type FakeUpstreams } from '../support/fake-upstreams.js';
import { itemId } from '../support/records.js';
import { openRequest } from '../support/upstream-request.js';

const CARRIED: Availability = { state: StockState.LOW_STOCK, asOf: null };
/** The item whose parent brings its stock along. */
const CARRYING = itemId(7);

/** Stands in for whatever returns products: one of them carries its stock, the others do not know it. */
@Resolver()
class ProductsResolver {
  @Query(() => [Product])
  products(@Args(() => ProductsArgs) { ids }: ProductsArgs): Product[] {
    return ids.map(
      (id) =>
        new Product({
          itemId: id,
          shopId: null,
          spuId: null,
          categoryId: null,
          restricted: false,
          regions: null,
          id: globalId('Product', id),
          title: 'A product',
          shortTitle: null,
          image: { url: 'https://img.example.test/1.jpg', width: null, height: null },
          category: null,
          status: ProductStatus.ON_SALE,
          detailUrl: 'https://item.example.test/1',
          soldCount30d: null,
          soldCountText: null,
          shop: null,
          availability: id === CARRYING ? CARRIED : undefined,
        }),
    );
  }
}

describe('the template of a resolver', () => {
  let upstreams: FakeUpstreams;
  let schema: GraphQLSchema;

  before(async () => {
    upstreams = await startFakeUpstreams();
    schema = await buildSchema({ resolvers: [ExampleResolver, ProductsResolver], validate: false });
  });
  after(() => upstreams.close());
  afterEach(() => upstreams.reset());

  async function statesOf(ids: string[]): Promise<string[]> {
    const request = openRequest(upstreams.urls satisfies Origins);
    const { serving } = request.datasources;
    const contextValue = { serve: serving.serve.bind(serving) };
    const source = 'query ($ids: [ID!]!) { products(ids: $ids) { availability { state } } }';
    const { data, errors } = await graphql({ schema, source, variableValues: { ids }, contextValue });
    await request.close();
    assert.equal(errors, undefined);
    return (data as any).products.map((product: any) => product.availability.state);
  }

  it('returns what the parent carries and asks nobody', async () => {
    assert.deepEqual(await statesOf([CARRYING]), ['LOW_STOCK']);
    assert.equal(upstreams.calls.length, 0);
  });

  it('hydrates what is unknown, all of a page in one call, each id once', async () => {
    const ids = [itemId(1), CARRYING, itemId(2), itemId(1)];
    assert.deepEqual(await statesOf(ids), ['IN_STOCK', 'LOW_STOCK', 'IN_STOCK', 'IN_STOCK']);
    assert.deepEqual(
      upstreams.calls.map((call) => call.ids),
      [[itemId(1), itemId(2)]],
    );
  });

  it('ends in its constant when the service fails, without an error', async () => {
    upstreams.fail('INVENTORY');
    assert.deepEqual(await statesOf([itemId(1), CARRYING]), ['UNKNOWN', 'LOW_STOCK']);
  });
});
