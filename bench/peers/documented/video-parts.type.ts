import { Field, ID, Int, ObjectType } from 'type-graphql';

@ObjectType()
export class Category {
  @Field(() => ID)
  id: string;

  @Field({ nullable: true })
  name?: string;

  @Field(() => [ID])
  path: string[];
}

@ObjectType()
export class VideoStats {
  @Field(() => Int, { nullable: true })
  playCount?: number;

  @Field(() => Int, { nullable: true })
  likeCount?: number;

  @Field({ nullable: true })
  playCountText?: string;
}
