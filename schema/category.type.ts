import './metadata.js';
import { Field, ID, ObjectType } from 'type-graphql';
import type { FieldsOf } from './fields-of.js';

@ObjectType('Category', { simpleResolvers: true, description: 'A category of videos or products.' })
class CategoryType {
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

/** Created as a plain literal from an upstream `categoryPath` and `categoryName`. */
export type Category = FieldsOf<CategoryType>;
export const Category = CategoryType;
