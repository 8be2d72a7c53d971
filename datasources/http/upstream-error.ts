import type { FailureClass } from '../chain/outcome.js';

/**
 * A call to an upstream that brought no usable answer. The message names the operation and the class only: no host, path or
 * upstream text may travel further than the transport. It has no stack: it says what an upstream did, is made for every call in an
 * outage, and collecting a stack costs more than all the rest of refusing.
 */
export class UpstreamError extends Error {
  constructor(
    /** `PRICING.prices` */
    readonly operation: string,
    readonly cls: FailureClass,
    /** From `Retry-After`, capped at 60 s. */
    readonly retryAfterMs: number | null = null,
  ) {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(`${operation}: ${cls}`);
    Error.stackTraceLimit = stackTraceLimit;
    this.name = 'UpstreamError';
  }
}
