import './metadata.js';
import { Field, ID, InterfaceType } from 'type-graphql';

/** What `Query.node` can return: classes whose instances data sources create. */
@InterfaceType({ description: 'An object that can be fetched again by its global id.' })
export abstract class Node {
  @Field(() => ID, { description: 'Global id: base64url of `TypeName:rawId`, without padding.' })
  declare readonly id: string;
}
