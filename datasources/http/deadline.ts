/** No call starts with less time left than this (ms). */
export const LEAST_USEFUL_MS = 20;

/** The moment by which a request must be answered, on the monotonic clock. */
export class Deadline {
  constructor(
    private readonly endsAt: number,
    private readonly monotonicNow: () => number,
  ) {}

  /** Milliseconds left; negative once it has passed. */
  remaining(): number {
    return this.endsAt - this.monotonicNow();
  }
}
