import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { AuthorArgs } from '../schema/author.args.js';
import { Author, type AuthorViewerState } from '../schema/author.type.js';
import type { LiveRoom } from '../schema/live-room.type.js';
import type { Served } from '../datasources/chain/chain.js';
import { authorById, authorLive, authorViewer } from './author.chains.js';
import { readById } from './by-id.js';
import type { GatewayContext } from './gateway-context.js';

/** Who published a video. */
@Resolver(() => Author)
export class AuthorResolver {
  @Query(() => Author, { nullable: true, description: 'One author by global id; null when missing.' })
  author(@Args(() => AuthorArgs) { id }: AuthorArgs, @Ctx() ctx: GatewayContext): Served<Author | null> {
    return readById(ctx, authorById, 'Author', id);
  }

  @FieldResolver()
  live(@Root() author: Author, @Ctx() ctx: GatewayContext): Served<LiveRoom | null> {
    return ctx.serve(authorLive, author.accountId, author.live);
  }

  @FieldResolver()
  viewer(@Root() author: Author, @Ctx() ctx: GatewayContext): Served<AuthorViewerState | null> {
    return ctx.serve(authorViewer, ctx.viewer.viewerId && author.accountId, author.viewer);
  }
}
