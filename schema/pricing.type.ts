import './metadata.js';
import { Field, ObjectType } from 'type-graphql';
import { Money } from './money.type.js';
import { DateTimeScalar } from './scalars.js';

/** Created as a plain literal from PRICING, or from LEGACY when that failed. */
@ObjectType({
  simpleResolvers: true,
  description: 'Price of a product. All prices of one product come from one source at one moment.',
})
export class ProductPricing {
  @Field(() => Money, {
    nullable: true,
    description: 'Struck-through price; null when missing or implausible.',
  })
  declare readonly listPrice: Money | null;

  @Field(() => Money, { description: 'Price now.' })
  declare readonly salePrice: Money;

  @Field(() => Money, {
    nullable: true,
    description: 'Price after the best coupon for all; null when none applies.',
  })
  declare readonly finalPrice: Money | null;

  @Field(() => String, {
    nullable: true,
    description: 'Label next to the price, for example `11.11 price`.',
  })
  declare readonly priceLabel: string | null;

  /** Epoch milliseconds. */
  @Field(() => DateTimeScalar, { description: 'When the price was computed.' })
  declare readonly asOf: number;

  @Field(() => Boolean, { description: 'True when the price is more than 10 seconds old.' })
  declare readonly stale: boolean;
}
