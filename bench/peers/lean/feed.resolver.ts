import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { NetworkType } from '../enums.js';
import { FeedArgs } from '../feed.args.js';
import type { LeanContext } from './context.js';
import { feedOf } from './feed.js';
import { FeedConnection } from './feed.type.js';

@Resolver()
export class FeedResolver {
  @Query(() => FeedConnection)
  feed(
    @Args() { sceneId, first, context }: FeedArgs,
    @Ctx() { post, viewer }: LeanContext,
  ): Promise<FeedConnection> {
    const { region = null, network = NetworkType.UNKNOWN } = context ?? {};
    return feedOf(post, { sceneId, first, region, network }, viewer);
  }
}
