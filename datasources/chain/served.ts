import type { Served } from './chain.js';

/** Goes on at once where there is nothing to wait for: a settled record costs no promise. */
export const whenServed = <T, U>(value: Served<T>, next: (value: T) => Served<U>): Served<U> =>
  value instanceof Promise ? value.then(next) : next(value);

/** All of them, at once where all are there. */
export const allServed = <T>(values: readonly Served<T>[]): Served<readonly T[]> =>
  values.some((value) => value instanceof Promise) ? Promise.all(values) : (values as readonly T[]);

/** Whether every one is there. */
export const areAll = <T>(values: readonly (T | undefined)[]): values is readonly T[] =>
  !values.includes(undefined);
