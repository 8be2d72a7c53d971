import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { AnyNode } from '../schema/any-node.js';
import { parseGlobalId } from '../schema/global-id.js';
import { NodeArgs, NodesArgs } from '../schema/node.args.js';
import { Node } from '../schema/node.type.js';
import type { View } from '../datasources/chain/chain.js';
import type { Served } from '../datasources/chain/chain.js';
import { isId } from '../datasources/parsing/record-reader.js';
import { authorById, shopById } from './author.chains.js';
import { readAll } from './by-id.js';
import type { GatewayContext } from './gateway-context.js';
import { roomById } from './live-room.chains.js';
import { productById } from './product.chains.js';
import { videoById } from './video.chains.js';

type Read = (ctx: GatewayContext, rawId: string) => Served<AnyNode | null>;

const through =
  <V>(view: View<V, AnyNode | null>): Read =>
  (ctx, rawId) =>
    ctx.serve(view, rawId);

const READS: ReadonlyMap<string, Read> = new Map([
  ['Video', through(videoById)],
  ['Product', through(productById)],
  ['Author', through(authorById)],
  ['Shop', through(shopById)],
  ['LiveRoom', through(roomById)],
]);

/** Any object by its global id. */
@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description:
      'One object by global id; null when it does not exist, null with an UPSTREAM_UNAVAILABLE error when it cannot be read now. So are all reads by id.',
  })
  node(@Args(() => NodeArgs) { id }: NodeArgs, @Ctx() ctx: GatewayContext): Served<AnyNode | null> {
    const parsed = parseGlobalId(id);
    const read = parsed && READS.get(parsed.typeName);
    return read && isId(parsed.rawId) ? read(ctx, parsed.rawId) : null;
  }

  @Query(() => [Node], {
    nullable: 'items',
    description: 'Objects by global id, in the order asked; null where one is missing. At most 50 ids.',
  })
  nodes(@Args(() => NodesArgs) { ids }: NodesArgs, @Ctx() ctx: GatewayContext): Promise<(AnyNode | null)[]> {
    return readAll(ctx, ids, (id) => this.node({ id }, ctx));
  }
}
