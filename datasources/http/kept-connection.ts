import { Client, type Dispatcher } from 'undici';
import { Exchange, type Carrier } from './exchange.js';

/** A connection of a pool, opened anew whenever it was closed, that tells its exchanges whether it has answered before. */
export class KeptConnection extends Client implements Carrier {
  /** Whether an answer has come over the socket of this moment. */
  hasAnswered = false;

  constructor(origin: URL, options: object) {
    super(origin, options);
    // Comes after the end of the exchange that was under way, and before the next socket.
    this.on('disconnect', () => (this.hasAnswered = false));
  }

  answered(): void {
    this.hasAnswered = true;
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    if (handler instanceof Exchange) handler.carrier = this;
    return super.dispatch(options, handler);
  }
}
