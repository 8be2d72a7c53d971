import type { GraphQLSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
import { VideoCardResolver } from './card.type.js';
import { FeedResolver } from './feed.resolver.js';
import { ProductResolver } from './product.type.js';
import { ShopResolver } from './shop.type.js';
import { VideoProductEdgeResolver } from './video-product.type.js';
import { VideoResolver } from './video.resolver.js';

/** The schema as the documentation of type-graphql writes one: records as they come, derived values in field resolvers. */
export const documentedSchema = (): Promise<GraphQLSchema> =>
  buildSchema({
    resolvers: [
      FeedResolver,
      VideoCardResolver,
      VideoResolver,
      VideoProductEdgeResolver,
      ProductResolver,
      ShopResolver,
    ],
  });
