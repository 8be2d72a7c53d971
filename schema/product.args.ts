import './metadata.js';
import { ArgsType, Field, ID } from 'type-graphql';

/** Argument of `Query.product`. */
@ArgsType()
export class ProductArgs {
  @Field(() => ID, { description: 'Global id of a Product.' })
  declare readonly id: string;
}

/** Arguments of `Query.products`, as sent: the count is checked by the resolver. */
@ArgsType()
export class ProductsArgs {
  @Field(() => [ID], { description: 'Global ids of Products, 1 to 50.' })
  declare readonly ids: readonly string[];
}
