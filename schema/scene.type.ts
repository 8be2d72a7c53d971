import './metadata.js';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { SlotDefinition } from './slot.type.js';

/** Created as a plain literal from SLOTS' scene list and the plan in force. */
@ObjectType({
  simpleResolvers: true,
  description: 'One placement of the feed, with its own policy and slots.',
})
export class Scene {
  @Field(() => ID, { description: 'Global id, unique across types; not a Node.' })
  declare readonly id: string;

  @Field(() => ID, { description: 'Scene id as used in `Query.feed`, for example `home`.' })
  declare readonly sceneId: string;

  @Field(() => String, { description: 'Name for people.' })
  declare readonly name: string;

  @Field(() => Int, { description: 'Usual page size.' })
  declare readonly pageSize: number;

  @Field(() => Int, { description: 'Fewest items that make a first page acceptable.' })
  declare readonly minCount: number;

  @Field(() => [SlotDefinition], {
    description: 'Slots of the plan in force, strongest first. Empty when no plan is loaded.',
  })
  declare readonly slots: readonly SlotDefinition[];
}
