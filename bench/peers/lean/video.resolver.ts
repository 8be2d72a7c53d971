import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { LeanContext } from './context.js';
import { VideoProductConnection } from './video-product.type.js';
import { Video } from './video.type.js';

@Resolver(() => Video)
export class VideoResolver {
  @FieldResolver(() => VideoProductConnection)
  products(
    @Root() video: Video,
    @Arg('first', () => Int, { nullable: true, defaultValue: 5 }) first: number,
    @Ctx() { products }: LeanContext,
  ): Promise<VideoProductConnection> {
    return products.load({ video, first });
  }
}
