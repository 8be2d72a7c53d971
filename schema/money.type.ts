import './metadata.js';
import { Field, ObjectType } from 'type-graphql';
import { DecimalScalar } from './scalars.js';

/** Made by `money()` only, which turns integer minor units into the decimal string. */
@ObjectType({ simpleResolvers: true, description: 'An amount of money.' })
export class Money {
  @Field(() => DecimalScalar, { description: 'Amount in whole currency units with two decimals.' })
  declare readonly amount: string;

  @Field(() => String, { description: 'ISO 4217 code.' })
  declare readonly currencyCode: string;
}
