import { Field, Int, ObjectType } from 'type-graphql';
import { Product } from './product.type.js';

@ObjectType({ simpleResolvers: true })
export class VideoProductEdge {
  @Field()
  primary: boolean;

  @Field(() => Int, { nullable: true })
  anchorMs: number | null;

  @Field(() => Product)
  node: Product;

  constructor(primary: boolean, anchorMs: number | null, node: Product) {
    this.primary = primary;
    this.anchorMs = anchorMs;
    this.node = node;
  }
}

@ObjectType({ simpleResolvers: true })
export class VideoProductConnection {
  @Field(() => [VideoProductEdge])
  edges: VideoProductEdge[];

  constructor(edges: VideoProductEdge[]) {
    this.edges = edges;
  }
}
