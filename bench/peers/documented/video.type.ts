import { Field, Int, ObjectType } from 'type-graphql';
import { VideoStatus } from '../enums.js';

@ObjectType()
export class Video {
  videoId: string;
  coverUrl: string;
  width: number;
  height: number;
  publishAt: number;
  categoryPath: string;
  categoryName: string;
  products: { itemId: string; anchorMs?: number }[];
  counters: { play: number; like: number };

  @Field()
  title: string;

  @Field(() => Int)
  durationMs: number;

  @Field(() => VideoStatus)
  status: VideoStatus;

  @Field(() => [String])
  tags: string[];
}
