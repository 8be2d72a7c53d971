import './metadata.js';
import { Field, Int, ObjectType } from 'type-graphql';
import { PageInfo } from './page-info.type.js';
import { Product } from './product.type.js';
import { TrackInfo } from './tracking.type.js';

/** Created as a plain literal for every product kept of a video. */
@ObjectType({ simpleResolvers: true, description: 'One product of a video.' })
export class VideoProductEdge {
  @Field(() => String, { description: 'Cursor of this product.' })
  declare readonly cursor: string;

  @Field(() => Product, { description: 'The product.' })
  declare readonly node: Product;

  @Field(() => Boolean, { description: 'True for the product to show when there is room for one.' })
  declare readonly primary: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'Moment in the video at which the product appears, in milliseconds.',
  })
  declare readonly anchorMs: number | null;

  @Field(() => TrackInfo, { nullable: true, description: 'Tracking of the product; null outside a feed.' })
  declare readonly tracking: TrackInfo | null;
}

/** Created as a plain literal from the anchors of a video and the products that could be read. */
@ObjectType({ simpleResolvers: true, description: 'Products of a video.' })
export class VideoProductConnection {
  @Field(() => [VideoProductEdge], { description: 'Products in display order.' })
  declare readonly edges: readonly VideoProductEdge[];

  @Field(() => PageInfo, { description: 'Paging state.' })
  declare readonly pageInfo: PageInfo;

  @Field(() => Int, { description: 'Number of sellable products after filtering, at most 5.' })
  declare readonly totalCount: number;
}
