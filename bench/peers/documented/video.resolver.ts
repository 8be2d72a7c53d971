import { Arg, FieldResolver, ID, Int, Resolver, Root } from 'type-graphql';
import { Orientation } from '../enums.js';
import { categoryOf, countText, globalId, orientationOf } from '../upstream/values.js';
import { Image } from './image.type.js';
import { Category, VideoStats } from './video-parts.type.js';
import { VideoProductConnection } from './video-product.type.js';
import { Video } from './video.type.js';

@Resolver(() => Video)
export class VideoResolver {
  @FieldResolver(() => ID)
  id(@Root() video: Video): string {
    return globalId('Video', video.videoId);
  }

  @FieldResolver(() => Image)
  cover(@Root() video: Video): Image {
    return { url: video.coverUrl, width: video.width, height: video.height };
  }

  @FieldResolver(() => Orientation)
  orientation(@Root() video: Video): Orientation {
    return Orientation[orientationOf(video.width, video.height)];
  }

  @FieldResolver(() => Date, { nullable: true })
  publishedAt(@Root() video: Video): Date {
    return new Date(video.publishAt);
  }

  @FieldResolver(() => Category, { nullable: true })
  category(@Root() video: Video): Category {
    return categoryOf(video.categoryPath, video.categoryName);
  }

  @FieldResolver(() => VideoStats, { nullable: true })
  stats(@Root() { counters }: Video): VideoStats {
    return {
      playCount: counters.play,
      likeCount: counters.like,
      playCountText: countText(counters.play),
    };
  }

  @FieldResolver(() => VideoProductConnection)
  products(
    @Root() video: Video,
    @Arg('first', () => Int, { nullable: true, defaultValue: 5 }) first: number,
  ): VideoProductConnection {
    const edges = video.products.slice(0, first).map(({ itemId, anchorMs }, index) => ({
      itemId,
      anchorMs,
      primary: index === 0,
    }));
    return { edges };
  }
}
