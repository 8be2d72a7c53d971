import './metadata.js';
import { Field, ID, ObjectType } from 'type-graphql';
import { defineEnum } from './define-enum.js';
import type { EnumValue } from './define-enum.js';
import { DateTimeScalar } from './scalars.js';

/** Kinds as PRICING names them; a promotion of an unknown kind is dropped. */
export const PromotionKind = defineEnum('PromotionKind', 'Kind of promotion.', {
  FLASH_SALE: 'Short sale at a low price.',
  FULL_REDUCTION: 'Amount off from a threshold.',
  DISCOUNT: 'Percentage off.',
  GIFT: 'Gift with purchase.',
  PRESALE: 'Order before it ships.',
  PLATFORM_EVENT: 'Event of the whole platform.',
});
export type PromotionKind = EnumValue<typeof PromotionKind>;

/** Created as a plain literal from PRICING. */
@ObjectType({ simpleResolvers: true, description: 'A promotion of a product.' })
export class Promotion {
  @Field(() => ID, { description: 'Unique across types: base64url of `Promotion:rawId`; not a Node.' })
  declare readonly id: string;

  @Field(() => PromotionKind, { description: 'Kind.' })
  declare readonly kind: PromotionKind;

  @Field(() => String, { description: 'Title.' })
  declare readonly title: string;

  @Field(() => String, { nullable: true, description: 'Short text for a badge.' })
  declare readonly badge: string | null;

  /** Epoch milliseconds. */
  @Field(() => DateTimeScalar, { description: 'Start, inclusive.' })
  declare readonly startAt: number;

  /** Epoch milliseconds. */
  @Field(() => DateTimeScalar, { description: 'End, exclusive.' })
  declare readonly endAt: number;
}
