import './metadata.js';
import { Field, ObjectType } from 'type-graphql';
import type { FieldsOf } from './fields-of.js';
import { DecimalScalar } from './scalars.js';

@ObjectType('Money', { simpleResolvers: true, description: 'An amount of money.' })
class MoneyType {
  @Field(() => DecimalScalar, { description: 'Amount in whole currency units with two decimals.' })
  declare readonly amount: string;

  @Field(() => String, { description: 'ISO 4217 code.' })
  declare readonly currencyCode: string;
}

/** Made by `money()` only, which turns integer minor units into the decimal string. */
export type Money = FieldsOf<MoneyType>;
export const Money = MoneyType;
