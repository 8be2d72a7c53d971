import './metadata.js';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { defineEnum } from './define-enum.js';
import type { EnumValue } from './define-enum.js';

/** Kinds of placement in a slot plan. */
export const SlotKind = defineEnum('SlotKind', 'How a slot chooses its positions.', {
  FIXED: 'One exact position.',
  INTERVAL: 'Every n-th position from a start.',
  RANDOM: 'Positions chosen by a hash of session and slot, stable within a session.',
  TOP: 'An ordered list at the head; invalid entries close up.',
});
export type SlotKind = EnumValue<typeof SlotKind>;

/** Created as a plain literal from the slot plan in force. */
@ObjectType({
  simpleResolvers: true,
  description: 'A position, or series of positions, that operators control.',
})
export class SlotDefinition {
  @Field(() => ID, { description: 'Slot id as operators know it; unique inside a scene.' })
  declare readonly slotId: string;

  @Field(() => String, { description: 'Name for people.' })
  declare readonly name: string;

  @Field(() => SlotKind, { description: 'How the slot chooses its positions.' })
  declare readonly kind: SlotKind;

  @Field(() => Int, {
    nullable: true,
    description: 'FIXED: the 0-based position. INTERVAL and RANDOM: the first possible position. TOP: null.',
  })
  declare readonly position: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'INTERVAL: distance between occurrences. Otherwise null.',
  })
  declare readonly interval: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'RANDOM: number of positions chosen from. Otherwise null.',
  })
  declare readonly span: number | null;

  @Field(() => Int, { description: 'Most items the slot can place in one session.' })
  declare readonly maxItems: number;
}

/** Created as a plain literal for every item that a slot placed. */
@ObjectType({ simpleResolvers: true, description: 'How a slot placed an item.' })
export class SlotPlacement {
  @Field(() => ID, { description: 'Slot id.' })
  declare readonly slotId: string;

  @Field(() => ID, { description: 'Creative id.' })
  declare readonly creativeId: string;

  @Field(() => Boolean, {
    description: "True when the list was too short and the item moved up from its slot's position.",
  })
  declare readonly displaced: boolean;
}
