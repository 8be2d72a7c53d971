import type { Money } from './money.type.js';

/**
 * An amount for clients from integer minor units, the only form of money inside the gateway.
 * @param cents minor units (1/100), a non-negative safe integer; anything else throws RangeError
 * @param currencyCode ISO 4217 code
 */
export function money(cents: number, currencyCode: string): Money {
  if (!Number.isSafeInteger(cents) || cents < 0) {
    throw new RangeError('Money needs a non-negative safe integer of minor units');
  }
  // Digits are cut from the text: dividing by 100 would leave the integers and round near the bound.
  const digits = String(cents).padStart(3, '0');
  return { amount: `${digits.slice(0, -2)}.${digits.slice(-2)}`, currencyCode };
}
