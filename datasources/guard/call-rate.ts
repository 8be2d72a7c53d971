const SECOND_MS = 1_000;

/** Remembers when the last calls began, so that no second, wherever it starts, holds more than `most` of them. */
export class CallRate {
  private readonly startedAt: Float64Array;
  private next = 0;

  constructor(private readonly most: number) {
    this.startedAt = new Float64Array(most).fill(-Infinity);
  }

  /** Whether the second before `now` (monotonic ms) holds all the calls it may. */
  isFull(now: number): boolean {
    const oldest = this.startedAt[this.next]; // undefined when no call is allowed at all
    return oldest === undefined || now - oldest < SECOND_MS;
  }

  /** A call begins now. */
  add(now: number): void {
    this.startedAt[this.next] = now;
    this.next = (this.next + 1) % this.most;
  }
}
