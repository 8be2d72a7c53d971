/** Bounds the calls in flight. Nobody queues: who finds it full goes elsewhere. */
export class Bulkhead {
  private calls = 0;

  constructor(private readonly cap: number) {}

  /** Calls under way. */
  get inFlight(): number {
    return this.calls;
  }

  /** Whether a call may begin; who was let in calls `leave` once. */
  enter(): boolean {
    if (this.calls >= this.cap) return false;
    this.calls += 1;
    return true;
  }

  /** A call has ended, however it did. */
  leave(): void {
    this.calls -= 1;
  }
}
