import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Author } from '../schema/author.type.js';
import { VideoArgs, VideoProductsArgs, VideosArgs } from '../schema/video.args.js';
import type { VideoProductConnection } from '../schema/video-product.type.js';
import { Video, type VideoViewerState } from '../schema/video.type.js';
import type { Served } from '../datasources/chain/chain.js';
import { readAll, readById } from './by-id.js';
import type { GatewayContext } from './gateway-context.js';
import { videoAuthor, videoById, videoViewer } from './video.chains.js';
import { productsOf } from './video-product-page.js';

/** A short video. */
@Resolver(() => Video)
export class VideoResolver {
  @Query(() => Video, {
    nullable: true,
    description: 'One video by global id; null when missing or not playable.',
  })
  video(@Args(() => VideoArgs) { id }: VideoArgs, @Ctx() ctx: GatewayContext): Served<Video | null> {
    return readById(ctx, videoById, 'Video', id);
  }

  @Query(() => [Video], {
    nullable: 'items',
    description: 'Videos in the order asked; null where one is missing. At most 50 ids.',
  })
  videos(@Args(() => VideosArgs) { ids }: VideosArgs, @Ctx() ctx: GatewayContext): Promise<(Video | null)[]> {
    return readAll(ctx, ids, (id) => readById(ctx, videoById, 'Video', id));
  }

  @FieldResolver()
  author(@Root() video: Video, @Ctx() ctx: GatewayContext): Served<Author | null> {
    return ctx.serve(videoAuthor, video.authorId, video.author);
  }

  @FieldResolver()
  products(
    @Root() video: Video,
    @Args(() => VideoProductsArgs) args: VideoProductsArgs,
    @Ctx() ctx: GatewayContext,
  ): Served<VideoProductConnection> {
    return productsOf(video, args, ctx);
  }

  @FieldResolver()
  viewer(@Root() video: Video, @Ctx() ctx: GatewayContext): Served<VideoViewerState | null> {
    return ctx.serve(videoViewer, ctx.viewer.viewerId && video.videoId, video.viewer);
  }
}
