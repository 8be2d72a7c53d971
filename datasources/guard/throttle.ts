const WITHOUT_RETRY_AFTER_MS = 1_000;
const LONGEST_HOLD_MS = 60_000;

/**
 * Leaves an upstream alone that said 429, for as long as it asked. A limit is no sign of ill health, so it is kept apart from
 * the breaker.
 */
export class Throttle {
  private until = -Infinity;
  private holds = 0;

  constructor(private readonly monotonicNow: () => number) {}

  /** How often an upstream asked for a pause. */
  get count(): number {
    return this.holds;
  }

  /** Takes a 429 with its `Retry-After` in ms; a second without one, a minute at most. */
  holdFor(retryAfterMs: number | null): void {
    const ms = Math.min(retryAfterMs ?? WITHOUT_RETRY_AFTER_MS, LONGEST_HOLD_MS);
    this.until = Math.max(this.until, this.monotonicNow() + ms);
    this.holds += 1;
  }

  /** What is left of the pause in ms; null when calls may be made. */
  heldMs(): number | null {
    const left = this.until - this.monotonicNow();
    return left > 0 ? left : null;
  }
}
