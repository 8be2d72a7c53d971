import './metadata.js';
import { ArgsType, Field, ID } from 'type-graphql';

/** Argument of `Query.node`. */
@ArgsType()
export class NodeArgs {
  @Field(() => ID, { description: 'Global id.' })
  declare readonly id: string;
}

/** Arguments of `Query.nodes`, as sent: the count is checked by the resolver. */
@ArgsType()
export class NodesArgs {
  @Field(() => [ID], { description: 'Global ids, 1 to 50.' })
  declare readonly ids: readonly string[];
}
