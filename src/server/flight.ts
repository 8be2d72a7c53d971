import type { ServerResponse } from 'node:http';
import type { Exchange } from './exchange.js';

/** What makes two requests one: those with equal texts may be answered together. */
export interface FlightKey {
  /** Everything that an answer depends on. */
  readonly text: string;
  /** The body's part of it. */
  readonly body: string;
  /** Ids of the viewer; null for a request of nobody in particular, which shares only what is everybody's. */
  readonly viewer: string | null;
  /** By when the request must be answered, in milliseconds of the monotonic clock. */
  readonly endsAt: number;
}

/** A request whose body has come and is not parsed yet. */
export interface Passenger {
  readonly key: FlightKey;
  readonly exchange: Exchange;
  readonly response: ServerResponse;
  /** Answers it by itself. */
  readonly goOn: () => void;
}

/** What a flight tells those who keep it. */
export interface FlightEvents {
  /** Nobody may join any more: it was answered, or nobody is left who waits. */
  readonly over: (flight: Flight) => void;
  /** It should have been answered by now; who waited is to be answered in another way. */
  readonly late: (waiting: readonly Passenger[]) => void;
}

/** A request being answered, and those that wait for its answer. */
export class Flight {
  private readonly waiting = new Map<Exchange, Passenger>();
  private timer: NodeJS.Timeout | undefined;
  private finish: ((served: boolean) => void) | undefined;

  constructor(
    readonly key: FlightKey,
    private readonly leader: Exchange,
    private readonly events: FlightEvents,
  ) {
    leader.flight = this;
  }

  /** Whether a request gets this answer in its own time: it may take at least as long as this flight may. */
  isInTimeFor({ endsAt }: FlightKey): boolean {
    return this.key.endsAt <= endsAt;
  }

  /** Lets a request wait; `now` in milliseconds of the monotonic clock. */
  join(passenger: Passenger, now: number): void {
    passenger.exchange.flight = this;
    this.waiting.set(passenger.exchange, passenger);
    this.timer ??= setTimeout(() => this.events.late(this.end(false)), Math.max(0, this.key.endsAt - now));
  }

  /**
   * A client has left. The execution goes on while others wait for it. `finish` is called when it is over, with whether its
   * answer was of use to anybody.
   */
  left(exchange: Exchange, finish: (served: boolean) => void): void {
    if (exchange === this.leader) this.finish = finish;
    else {
      this.waiting.delete(exchange);
      finish(false);
    }
    if (this.finish && this.waiting.size === 0) this.end(false);
  }

  /** Ends the flight and hands over who waits. `served`: whether they get its answer. */
  end(served: boolean): readonly Passenger[] {
    clearTimeout(this.timer);
    this.events.over(this);
    const passengers = [...this.waiting.values()];
    this.waiting.clear();
    this.leader.flight = undefined;
    for (const { exchange } of passengers) exchange.flight = undefined;
    this.finish?.(served && passengers.length > 0);
    return passengers;
  }
}
