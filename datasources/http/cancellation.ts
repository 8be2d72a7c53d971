import type { Exchange } from './exchange.js';

/** The calls that a request has in flight, so that all of them end when its client goes away. */
export class Cancellation {
  private readonly inFlight = new Set<Exchange>();
  private done = false;

  /** Whether the client is gone. */
  get cancelled(): boolean {
    return this.done;
  }

  add(exchange: Exchange): void {
    this.inFlight.add(exchange);
  }

  delete(exchange: Exchange): void {
    this.inFlight.delete(exchange);
  }

  /** Ends every call in flight; later calls do not start. */
  cancel(): void {
    this.done = true;
    for (const exchange of this.inFlight) exchange.stop('CANCELLED');
  }
}
