import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({ simpleResolvers: true })
export class Image {
  @Field()
  url: string;

  @Field(() => Int, { nullable: true })
  width: number | null;

  @Field(() => Int, { nullable: true })
  height: number | null;

  constructor(url: string, width: number | null, height: number | null) {
    this.url = url;
    this.width = width;
    this.height = height;
  }
}
