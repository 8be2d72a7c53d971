import './metadata.js';
import { ArgsType, Field, ID } from 'type-graphql';

/** Argument of `Query.author`. */
@ArgsType()
export class AuthorArgs {
  @Field(() => ID, { description: 'Global id of an Author.' })
  declare readonly id: string;
}
