import './metadata.js';
import { ArgsType, Field, ID } from 'type-graphql';

/** Argument of `Query.scene`. */
@ArgsType()
export class SceneArgs {
  @Field(() => ID, { description: 'Scene id, for example `home`.' })
  declare readonly id: string;
}
