import './metadata.js';
import { Field, ObjectType } from 'type-graphql';
import { defineEnum } from './define-enum.js';
import type { EnumValue } from './define-enum.js';
import { DateTimeScalar } from './scalars.js';

/** States as INVENTORY names them, and UNKNOWN. */
export const StockState = defineEnum('StockState', 'Stock state.', {
  IN_STOCK: 'Enough.',
  LOW_STOCK: 'Few left.',
  SOLD_OUT: 'None left.',
  UNKNOWN: 'Not known; treat as in stock, without saying so.',
});
export type StockState = EnumValue<typeof StockState>;

/** Created as a plain literal from INVENTORY. */
@ObjectType({ simpleResolvers: true, description: 'Stock of a product.' })
export class Availability {
  @Field(() => StockState, { description: 'Stock state.' })
  declare readonly state: StockState;

  /** Epoch milliseconds. */
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was taken; null when unknown.' })
  declare readonly asOf: number | null;
}
