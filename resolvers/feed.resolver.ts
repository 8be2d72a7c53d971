import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Info, Query, Resolver } from 'type-graphql';
import { FeedArgs } from '../schema/feed.args.js';
import { FeedConnection } from '../schema/feed.type.js';
import { serveFeed } from './feed/serve-feed.js';
import type { GatewayContext } from './gateway-context.js';
import { selectionOf } from './selection.js';

/** The entry point of the product: one page of a scene. */
@Resolver()
export class FeedResolver {
  @Query(() => FeedConnection, {
    description:
      'One page of the mixed feed of a scene. Never empty on the first page: when the normal way fails, the next serving tier answers.',
  })
  feed(
    @Args(() => FeedArgs) args: FeedArgs,
    @Ctx() ctx: GatewayContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<FeedConnection> {
    return serveFeed(args, selectionOf(info), ctx);
  }
}
