import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType()
export class Image {
  @Field()
  url: string;

  @Field(() => Int, { nullable: true })
  width?: number;

  @Field(() => Int, { nullable: true })
  height?: number;
}
