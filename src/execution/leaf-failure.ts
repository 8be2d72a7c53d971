/**
 * Carries what a scalar or enum threw through graphql-jit, which keeps only the message of a serialisation error and
 * copies it into its own error as it is: here the message is an object that holds the thrown value.
 */
export class LeafFailure extends Error {
  constructor(thrown: unknown) {
    super();
    Object.defineProperty(this, 'message', { value: { thrown } });
  }
}

/** What was thrown, if the message of a graphql-jit error is a carried leaf failure. */
export function leafFailureIn(message: unknown): { readonly thrown: unknown } | undefined {
  return typeof message === 'object' && message !== null && 'thrown' in message ? message : undefined;
}
