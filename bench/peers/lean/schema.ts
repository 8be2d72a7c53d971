import type { GraphQLSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
import { FeedResolver } from './feed.resolver.js';
import { VideoResolver } from './video.resolver.js';

/** The schema at its best: instances whose values are ready, a resolver only where something is read. */
export const leanSchema = (): Promise<GraphQLSchema> =>
  buildSchema({ resolvers: [FeedResolver, VideoResolver] });
