import type { FailureClass } from '../chain/outcome.js';

/** Something that somebody waits for, and that can be ended for them before it is over. */
export interface Stoppable {
  stop(cls: FailureClass): void;
}

/** What a request waits for, so that all of it ends when its client goes away. */
export class Cancellation {
  private readonly inFlight = new Set<Stoppable>();
  private done = false;

  /** Whether the client is gone. */
  get cancelled(): boolean {
    return this.done;
  }

  add(awaited: Stoppable): void {
    this.inFlight.add(awaited);
  }

  delete(awaited: Stoppable): void {
    this.inFlight.delete(awaited);
  }

  /** Ends everything that is waited for; later calls do not start. */
  cancel(): void {
    this.done = true;
    for (const awaited of this.inFlight) awaited.stop('CANCELLED');
  }
}
