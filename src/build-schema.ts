import '../schema/metadata.js';
import type { GraphQLSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
import { describeQuery } from '../schema/query.type.js';
// The order of these imports is the order of the fields of Query.
import { FeedResolver } from '../resolvers/feed.resolver.js';
import { SceneResolver } from '../resolvers/scene.resolver.js';
import { VideoResolver } from '../resolvers/video.resolver.js';
import { ProductResolver } from '../resolvers/product.resolver.js';
import { AuthorResolver } from '../resolvers/author.resolver.js';
import { LiveRoomResolver } from '../resolvers/live-room.resolver.js';
import { NodeResolver } from '../resolvers/node.resolver.js';
import { callDirectly } from './direct-resolvers.js';

/** The executable schema: every type of schema/ with the resolvers that answer it. */
export async function buildGatewaySchema(): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers: [
      FeedResolver,
      SceneResolver,
      VideoResolver,
      ProductResolver,
      AuthorResolver,
      LiveRoomResolver,
      NodeResolver,
    ],
    validate: false, // arguments are checked by the resolvers that know what they mean
    skipCheck: true, // it introspects the whole schema; Apollo Server asserts at its start that the schema is valid
  });
  return callDirectly(describeQuery(schema));
}
