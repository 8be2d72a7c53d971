import { LRUCache } from 'lru-cache';
import type { Telemetry } from '../../datasources/telemetry.js';
import type { Exchange } from './exchange.js';
import { Flight, type FlightEvents, type Passenger } from './flight.js';

/** Characters of the bodies that are remembered as personal. */
const MAX_REMEMBERED = 1_000_000;

/** Writes a finished answer to one more client. */
export type SendAgain = (passenger: Passenger) => void;

/**
 * Answers equal requests that are under way at the same time from one execution (RQ_COALESCE): those of one viewer, and those of
 * nobody in particular as far as the answer is everybody's.
 */
export class Coalescing {
  private readonly flights = new Map<string, Flight>();
  /** Bodies whose answers looked at who asks: nobody in particular waits for those. */
  private readonly personal = new LRUCache<string, true>({
    maxSize: MAX_REMEMBERED,
    sizeCalculation: (_isPersonal, body) => body.length,
  });
  private readonly events: FlightEvents = {
    over: (flight) => {
      if (this.flights.get(flight.key.text) === flight) this.flights.delete(flight.key.text);
    },
    late: (waiting) => waiting.forEach((passenger) => this.board(passenger)),
  };

  constructor(
    private readonly telemetry: Pick<Telemetry, 'counted'>,
    /** Monotonic clock in milliseconds. */
    private readonly now: () => number,
  ) {}

  /** Lets a request wait for the answer to an equal one, or go on as one that others may wait for. */
  board(passenger: Passenger): void {
    const { key, exchange, goOn } = passenger;
    const flight = this.flights.get(key.text);
    if (flight?.isInTimeFor(key)) {
      flight.join(passenger, this.now());
      return;
    }
    const mayShare = key.viewer !== null || !this.personal.has(key.body);
    if (mayShare) this.flights.set(key.text, new Flight(key, exchange, this.events));
    goOn();
  }

  /** An answer is about to be written: those of its flight whom it is for get it too, the others go on by themselves. */
  land(flight: Flight, { audience, outcome }: Exchange, again: () => SendAgain): void {
    const { viewer, body } = flight.key;
    if (viewer === null && outcome?.personal === true) this.personal.set(body, true);
    const isShared = audience === 'everybody' || (audience === 'viewer' && viewer !== null);
    const waiting = flight.end(isShared);
    if (waiting.length === 0) return;
    if (isShared) this.telemetry.counted('RQ_COALESCE', waiting.length);
    waiting.forEach(isShared ? again() : ({ goOn }) => goOn());
  }

  /** A viewer (see FlightKey) has changed something: who asks from now on gets nothing that was begun before. */
  forget(viewer: string | null): void {
    for (const [text, { key }] of this.flights) if (key.viewer === viewer) this.flights.delete(text);
  }
}
