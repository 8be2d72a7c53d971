import { inspect } from 'graphql/jsutils/inspect.js';

/** A promise by the rule of graphql-jit: an object with a method `then`. */
export function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/** A thrown value as an Error that compiled code can read without risk; what is no error gets the text of graphql-js. */
export function asError(thrown: unknown): Error {
  if (!(thrown instanceof Error)) return new Error(`Unexpected error value: ${inspect(thrown)}`);
  return isReadable(thrown) ? thrown : new Error('Unexpected error value: an error that cannot be read');
}

function isReadable(error: Error & { extensions?: unknown }): boolean {
  try {
    return [error.message, error.stack, error.extensions].length > 0;
  } catch {
    return false;
  }
}

/**
 * A promise for compiled code that always fulfils: a rejection arrives as an Error value, which compiled code reports at
 * the place of the field. What compiled code throws while it completes the value (a getter may) is handed to it in the
 * same way; left alone, graphql-jit 0.8.9 would never answer and leave an unhandled rejection.
 */
export class SafePromise {
  /** `check` looks at the value before compiled code does; it may throw or take its time. */
  constructor(
    private readonly promise: PromiseLike<unknown>,
    private readonly check?: (value: unknown) => unknown,
  ) {}

  then(onValue: (value: unknown) => void): void {
    this.promise.then(
      (value) => (this.check ? deliverChecked(onValue, value, this.check) : deliver(onValue, value)),
      (thrown: unknown) => deliver(onValue, asError(thrown)),
    );
  }
}

function deliverChecked(
  onValue: (value: unknown) => void,
  value: unknown,
  check: (value: unknown) => unknown,
): void {
  let checked: unknown;
  try {
    checked = check(value);
  } catch (thrown) {
    checked = asError(thrown);
  }
  if (isPromise(checked)) new SafePromise(checked).then(onValue);
  else deliver(onValue, checked);
}

function deliver(onValue: (value: unknown) => void, value: unknown): void {
  try {
    onValue(value);
  } catch (thrown) {
    deliverFailure(onValue, asError(thrown));
  }
}

function deliverFailure(onValue: (value: unknown) => void, error: Error): void {
  try {
    onValue(error);
  } catch {
    // the execution was given up because a synchronous part of it failed; nobody waits for this value
  }
}
