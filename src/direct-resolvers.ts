import { isObjectType, type GraphQLSchema } from 'graphql';
import type { VideoProductsArgs } from '../schema/video.args.js';
import type { Video } from '../schema/video.type.js';
import type { GatewayContext } from '../resolvers/gateway-context.js';
import { VideoResolver } from '../resolvers/video.resolver.js';

/**
 * type-graphql hands arguments over through a promise, whether or not anything validates them. For a field of one object that is
 * nothing; `Video.products` is asked of every card of a page, so its resolver is called without.
 */
export function callDirectly(schema: GraphQLSchema): GraphQLSchema {
  const resolver = new VideoResolver();
  const video = schema.getType('Video');
  const products = isObjectType(video) ? video.getFields()['products'] : undefined;
  if (!products) throw new TypeError('the schema has no Video.products');
  products.resolve = (parent: Video, args, ctx: GatewayContext) =>
    resolver.products(parent, args as VideoProductsArgs, ctx);
  return schema;
}
