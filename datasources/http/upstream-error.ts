import type { FailureClass } from '../chain/outcome.js';

/**
 * A call to an upstream that brought no usable answer. The message names the operation and the class only: no host, path or
 * upstream text may travel further than the transport.
 */
export class UpstreamError extends Error {
  constructor(
    /** `PRICING.prices` */
    readonly operation: string,
    readonly cls: FailureClass,
    /** From `Retry-After`, capped at 60 s. */
    readonly retryAfterMs: number | null = null,
  ) {
    super(`${operation}: ${cls}`);
    this.name = 'UpstreamError';
  }
}
