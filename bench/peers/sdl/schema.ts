import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { resolvers } from './resolvers.js';
import { typeDefs } from './type-defs.js';

/** The schema without decorators, as the documentation of Apollo, mercurius and yoga writes one. */
export const sdlSchema = (): GraphQLSchema => {
  const { FeedItem, ...objects } = resolvers;
  return makeExecutableSchema({
    typeDefs,
    resolvers: { ...objects, FeedItem: { __resolveType: FeedItem.resolveType } },
  });
};
