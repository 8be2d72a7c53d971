import { Args, Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { PeerContext } from '../context.js';
import { NetworkType } from '../enums.js';
import { FeedArgs } from '../feed.args.js';
import { rank } from '../upstream/services.js';
import { FeedItem, VideoCard } from './card.type.js';

@ObjectType()
export class FeedEdge {
  @Field(() => Int)
  position: number;

  @Field(() => FeedItem)
  node: FeedItem;
}

@ObjectType()
export class PageInfo {
  @Field()
  hasNextPage: boolean;
}

@ObjectType()
export class FeedConnection {
  @Field(() => [FeedEdge])
  edges: FeedEdge[];

  @Field()
  pageInfo: PageInfo;
}

@Resolver()
export class FeedResolver {
  @Query(() => FeedConnection)
  async feed(
    @Args() { sceneId, first, context }: FeedArgs,
    @Ctx() { post, viewer }: PeerContext,
  ): Promise<FeedConnection> {
    const { region = null, network = NetworkType.UNKNOWN } = context ?? {};
    const { items, hasMore } = await rank(post, { sceneId, first, region, network }, viewer);
    const edges = items.map(({ contentId }, position) => ({ position, node: new VideoCard(contentId) }));
    return { edges, pageInfo: { hasNextPage: hasMore } };
  }
}
