import './metadata.js';
import { ArgsType, Field, ID } from 'type-graphql';

/** Argument of `Query.liveRoom`. */
@ArgsType()
export class LiveRoomArgs {
  @Field(() => ID, { description: 'Global id of a LiveRoom.' })
  declare readonly id: string;
}
