/**
 * Template: copy to `<type>.chains.ts`. It is compiled and tested, and no part of the schema.
 * A table, read from top to bottom: which records there are, and which fields are read out of them.
 */
import { StockState } from '../schema/availability.type.js';
import { chain, constant, view } from '../datasources/chain/chain.js';
import { stocks } from '../datasources/inventory/inventory.loaders.js';

/**
 * The record: all that one answer of a source says about one key. Fields that have to agree with each other are views of one
 * record, never of two. A record that operators can take off at once declares `isOff` here.
 */
export const exampleStock = chain('Product#stock', { primary: stocks });

/**
 * A field of that record, by its schema coordinate. `pick` reads it and gets the time of the request; it does no I/O and never
 * fails. `end` is what the field becomes when no source can answer, or when there is no such record:
 * NULL (the field is nullable), EMPTY (a list), constant(…) (true by itself, never invented), ERROR (reads by id alone).
 */
export const exampleAvailability = view('Product.availability', exampleStock, {
  pick: (stock) => stock,
  end: constant({ state: StockState.UNKNOWN, asOf: null }),
});
