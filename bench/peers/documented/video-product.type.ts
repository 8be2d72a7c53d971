import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import type { PeerContext } from '../context.js';
import { Product } from './product.type.js';

@ObjectType()
export class VideoProductEdge {
  itemId: string;

  @Field()
  primary: boolean;

  @Field(() => Int, { nullable: true })
  anchorMs?: number;
}

@ObjectType()
export class VideoProductConnection {
  @Field(() => [VideoProductEdge])
  edges: VideoProductEdge[];
}

@Resolver(() => VideoProductEdge)
export class VideoProductEdgeResolver {
  @FieldResolver(() => Product)
  node(@Root() edge: VideoProductEdge, @Ctx() { items }: PeerContext): Promise<unknown> {
    return items.load(edge.itemId);
  }
}
