import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Orientation, VideoStatus } from '../enums.js';
import { categoryOf, globalId, orientationOf } from '../upstream/values.js';
import type { VideoRecord } from '../upstream/wire.js';
import { Image } from './image.type.js';
import { Category, VideoStats } from './video-parts.type.js';

@ObjectType({ simpleResolvers: true })
export class Video {
  @Field(() => ID)
  id: string;

  @Field()
  title: string;

  @Field(() => Image)
  cover: Image;

  @Field(() => Int)
  durationMs: number;

  @Field(() => Orientation)
  orientation: string;

  @Field(() => VideoStatus)
  status: string;

  @Field(() => String, { nullable: true })
  publishedAt: string | null;

  @Field(() => Category, { nullable: true })
  category: Category | null;

  @Field(() => [String])
  tags: string[];

  @Field(() => VideoStats, { nullable: true })
  stats: VideoStats | null;

  /** Ids of its products, read when `products` is asked for. */
  readonly shown: VideoRecord['products'];

  constructor(video: VideoRecord) {
    this.id = globalId('Video', video.videoId);
    this.title = video.title;
    this.cover = new Image(video.coverUrl, video.width, video.height);
    this.durationMs = video.durationMs;
    this.orientation = orientationOf(video.width, video.height);
    this.status = video.status;
    this.publishedAt = new Date(video.publishAt).toISOString();
    this.category = categoryOf(video.categoryPath, video.categoryName);
    this.tags = video.tags;
    this.stats = new VideoStats(video.counters);
    this.shown = video.products;
  }
}
