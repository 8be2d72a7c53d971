import './metadata.js';
import { Field, Int, ObjectType } from 'type-graphql';
import type { FieldsOf } from './fields-of.js';
import { PageInfo } from './page-info.type.js';
import { Product } from './product.type.js';
import { TrackInfo } from './tracking.type.js';

@ObjectType('VideoProductEdge', { simpleResolvers: true, description: 'One product of a video.' })
class VideoProductEdgeType {
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

/** Created as a plain literal for every product kept of a video. */
export type VideoProductEdge = FieldsOf<VideoProductEdgeType>;
export const VideoProductEdge = VideoProductEdgeType;

@ObjectType('VideoProductConnection', { simpleResolvers: true, description: 'Products of a video.' })
class VideoProductConnectionType {
  @Field(() => [VideoProductEdge], { description: 'Products in display order.' })
  declare readonly edges: readonly VideoProductEdge[];

  @Field(() => PageInfo, { description: 'Paging state.' })
  declare readonly pageInfo: PageInfo;

  @Field(() => Int, { description: 'Number of sellable products after filtering, at most 5.' })
  declare readonly totalCount: number;
}

/** Created as a plain literal from the anchors of a video and the products that could be read. */
export type VideoProductConnection = FieldsOf<VideoProductConnectionType>;
export const VideoProductConnection = VideoProductConnectionType;
