import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Author } from '../schema/author.type.js';
import { LiveRoomArgs } from '../schema/live-room.args.js';
import { LiveRoom } from '../schema/live-room.type.js';
import type { Served } from '../datasources/chain/chain.js';
import { readById } from './by-id.js';
import type { GatewayContext } from './gateway-context.js';
import { roomAuthor, roomById } from './live-room.chains.js';

/** A live room. */
@Resolver(() => LiveRoom)
export class LiveRoomResolver {
  @Query(() => LiveRoom, { nullable: true, description: 'One live room by global id; null when missing.' })
  liveRoom(
    @Args(() => LiveRoomArgs) { id }: LiveRoomArgs,
    @Ctx() ctx: GatewayContext,
  ): Served<LiveRoom | null> {
    return readById(ctx, roomById, 'LiveRoom', id);
  }

  @FieldResolver()
  author(@Root() room: LiveRoom, @Ctx() ctx: GatewayContext): Served<Author | null> {
    return ctx.serve(roomAuthor, room.accountId, room.author);
  }
}
