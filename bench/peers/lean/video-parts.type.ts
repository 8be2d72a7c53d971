import { Field, ID, Int, ObjectType } from 'type-graphql';
import { countText } from '../upstream/values.js';
import type { VideoRecord } from '../upstream/wire.js';

@ObjectType({ simpleResolvers: true })
export class Category {
  @Field(() => ID)
  id: string;

  @Field(() => String, { nullable: true })
  name: string | null;

  @Field(() => [ID])
  path: string[];
}

@ObjectType({ simpleResolvers: true })
export class VideoStats {
  @Field(() => Int, { nullable: true })
  playCount: number | null;

  @Field(() => Int, { nullable: true })
  likeCount: number | null;

  @Field(() => String, { nullable: true })
  playCountText: string | null;

  constructor({ play, like }: VideoRecord['counters']) {
    this.playCount = play;
    this.likeCount = like;
    this.playCountText = countText(play);
  }
}
