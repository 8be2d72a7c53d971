import './metadata.js';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { defineEnum } from './define-enum.js';
import type { EnumValue } from './define-enum.js';
import { Money } from './money.type.js';
import { DateTimeScalar } from './scalars.js';

/** Computed from the times and pieces of a coupon; PRICING does not send it. */
export const CouponState = defineEnum(
  'CouponState',
  'State of a coupon. Feeds carry UPCOMING and AVAILABLE only.',
  {
    UPCOMING: 'Not started.',
    AVAILABLE: 'Can be used.',
    EXHAUSTED: 'All taken.',
    EXPIRED: 'Over.',
  },
);
export type CouponState = EnumValue<typeof CouponState>;

/** Created as a plain literal from PRICING. */
@ObjectType({ simpleResolvers: true, description: 'A coupon open to every viewer.' })
export class Coupon {
  @Field(() => ID, { description: 'Unique across types: base64url of `Coupon:rawId`; not a Node.' })
  declare readonly id: string;

  @Field(() => Money, { description: 'Amount taken off.' })
  declare readonly amount: Money;

  @Field(() => Money, { description: 'Price from which it applies.' })
  declare readonly threshold: Money;

  /** Epoch milliseconds. */
  @Field(() => DateTimeScalar, { description: 'Start, inclusive.' })
  declare readonly startAt: number;

  /** Epoch milliseconds. */
  @Field(() => DateTimeScalar, { description: 'End, exclusive.' })
  declare readonly endAt: number;

  @Field(() => CouponState, { description: 'State now.' })
  declare readonly state: CouponState;

  @Field(() => Int, { nullable: true, description: 'Pieces left; null when unlimited or unknown.' })
  declare readonly remaining: number | null;

  @Field(() => Int, { nullable: true, description: 'Pieces issued; null when unlimited or unknown.' })
  declare readonly total: number | null;
}
