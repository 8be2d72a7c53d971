import './metadata.js';
import { Field, ID, ObjectType } from 'type-graphql';

/** Created as a plain literal from an upstream `categoryPath` and `categoryName`. */
@ObjectType({ simpleResolvers: true, description: 'A category of videos or products.' })
export class Category {
  @Field(() => ID, { description: 'Unique across types: base64url of `Category:rawId`; not a Node.' })
  declare readonly id: string;

  @Field(() => String, {
    nullable: true,
    description: 'Name for people; null when the serving source does not know.',
  })
  declare readonly name: string | null;

  @Field(() => [ID], { description: 'Ids from root to this category.' })
  declare readonly path: readonly string[];
}
