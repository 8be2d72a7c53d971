import './metadata.js';
import { Field, ObjectType } from 'type-graphql';

/** Shared by the feed and the products of a video. */
@ObjectType({
  simpleResolvers: true,
  description: 'Relay paging state. Only forward paging exists.',
})
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether another page can be asked for.' })
  declare readonly hasNextPage: boolean;

  @Field(() => Boolean, { description: 'Always false: the feed is paged forward only.' })
  declare readonly hasPreviousPage: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first edge; null when there is none.' })
  declare readonly startCursor: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last edge; null when there is none.' })
  declare readonly endCursor: string | null;
}
