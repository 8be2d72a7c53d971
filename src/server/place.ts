import type { LoadGate } from '../load/load-gate.js';
import type { Priority } from '../load/priority.js';

/** A request's place among those that the process works on. One that waits for another's answer gives it back. */
export class Place {
  private isTaken = false;

  constructor(
    private readonly gate: LoadGate,
    private readonly priority: Priority,
    private readonly refusal: () => Error,
  ) {}

  /** Takes the place, unless it is taken already; there being no room, gives the refusal. */
  take(): Error | null {
    if (!this.isTaken) this.isTaken = this.gate.enter(this.priority);
    return this.isTaken ? null : this.refusal();
  }

  /** Gives it back, if it is taken, after an answer that took `ms`, or (null) without one. */
  give(ms: number | null): void {
    if (this.isTaken) this.gate.leave(ms);
    this.isTaken = false;
  }
}
