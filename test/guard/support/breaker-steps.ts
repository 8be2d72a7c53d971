import type { Breaker, Permit } from '../../../datasources/guard/breaker.js';

/** Makes a call that ends at once. */
export function callOnce(breaker: Breaker, end: 'ok' | 'failed' | 'cancelled'): void {
  breaker.enter(100)?.[end]();
}

/** Makes calls that end at once, one after another. */
export function callTimes(breaker: Breaker, times: number, end: 'ok' | 'failed' | 'cancelled'): void {
  for (let call = 0; call < times; call += 1) callOnce(breaker, end);
}

/** A permit that must have been given. */
export function admitted(breaker: Breaker, timeoutMs = 100): Permit {
  const permit = breaker.enter(timeoutMs);
  if (!permit) throw new Error('the breaker refused');
  return permit;
}
