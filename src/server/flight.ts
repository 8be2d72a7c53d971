import type { FastifyRequest } from 'fastify';
import type { Exchange } from './exchange.js';
import type { FlightKey } from './flight-key.js';

/** A request whose body has come and is not parsed yet. */
export interface Passenger {
  readonly request: FastifyRequest;
  readonly key: FlightKey;
  /** Answers it by itself, or with the refusal that it is given. */
  readonly goOn: (refused: Error | null) => void;
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
    const { exchange } = passenger.request;
    exchange.flight = this;
    this.waiting.set(exchange, passenger);
    this.timer ??= setTimeout(() => this.events.late(this.end(false)), Math.max(0, this.key.endsAt - now));
  }

  /**
   * A client has left. The execution goes on while others wait for it. `finish` is called when it is over, with whether its
   * answer was of use to anybody.
   */
  left(exchange: Exchange, finish: (served: boolean) => void): void {
    const isLeader = exchange === this.leader;
    if (isLeader) this.finish = finish;
    else this.waiting.delete(exchange);
    if (!isLeader) finish(false);
    if (this.finish && this.waiting.size === 0) this.end(false);
  }

  /** Ends the flight and hands over who waits. `served`: whether they get its answer. */
  end(served: boolean): readonly Passenger[] {
    clearTimeout(this.timer);
    this.events.over(this);
    const passengers = [...this.waiting.values()];
    this.waiting.clear();
    this.leader.flight = undefined;
    for (const { request } of passengers) request.exchange.flight = undefined;
    this.finish?.(served && passengers.length > 0);
    return passengers;
  }
}
