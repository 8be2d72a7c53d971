import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { Telemetry } from '../../datasources/telemetry.js';
import type { Exchange } from './exchange.js';
import { Flight, type FlightEvents, type Passenger } from './flight.js';
import { flightKey, viewerKey } from './flight-key.js';

/** Characters of the bodies that are remembered as personal. */
const MAX_REMEMBERED = 1_000_000;
/** Headers of one connection, or of one client. */
const OWN_HEADERS = new Set(['connection', 'set-cookie']);

/** What coalescing takes from the server. */
export interface CoalescingOptions {
  /** Where GraphQL is served. */
  readonly path: string;
  readonly telemetry: Pick<Telemetry, 'counted'>;
  /** Milliseconds a request may take when its caller does not say. */
  readonly usualDeadlineMs: number;
  /** Monotonic clock in milliseconds. */
  readonly now: () => number;
}

/** Takes a request whose body has come. It waits for the answer to an equal one, or goes on. */
export type Board = (request: FastifyRequest, body: Buffer, goOn: Passenger['goOn']) => void;

/** Every request goes on by itself. */
export const boardNobody: Board = (_request, _body, goOn) => goOn(null);

/**
 * Answers equal requests that are under way at the same time from one execution (RQ_COALESCE): those of one viewer, and those of
 * nobody in particular as far as the answer is everybody's. They wait before anything of their body is read, so that they cost
 * little more than the bytes of the answer.
 */
export function registerCoalescing(server: FastifyInstance, options: CoalescingOptions): Board {
  const { path, telemetry, usualDeadlineMs, now } = options;
  const flights = new Map<string, Flight>();
  const personal = new LRUCache<string, true>({
    maxSize: MAX_REMEMBERED,
    sizeCalculation: (_isPersonal, body) => body.length,
  });

  const events: FlightEvents = {
    over: (flight) => {
      if (flights.get(flight.key.text) === flight) flights.delete(flight.key.text);
    },
    late: (waiting) => waiting.forEach(board),
  };

  function board(passenger: Passenger): void {
    const { key, request } = passenger;
    const flight = flights.get(key.text);
    if (flight?.isInTimeFor(key)) {
      request.exchange.place?.give(null);
      flight.join(passenger, now());
      return;
    }
    const isShared = key.viewer !== null || !personal.has(key.body);
    if (isShared) flights.set(key.text, new Flight(key, request.exchange, events));
    goAlone(passenger);
  }

  /** Ends the flight of an answered request: those whom the answer is for get it, others go on. */
  function land(flight: Flight, reply: FastifyReply, payload: unknown): void {
    const { exchange } = reply.request;
    const { audience, outcome } = exchange;
    const { viewer, body } = flight.key;
    const isFor = audience === 'everybody' || (audience === 'viewer' && viewer !== null);
    const isShared = isFor && typeof payload === 'string';
    if (viewer === null && outcome?.personal) personal.set(body, true);
    const waiting = flight.end(isShared);
    if (!isShared) waiting.forEach(goAlone);
    else if (waiting.length > 0) {
      const shared = sharedAnswer(reply, payload);
      telemetry.counted('RQ_COALESCE', waiting.length);
      for (const { request } of waiting) answer(request, exchange, shared);
    }
  }

  /** Who asks after a change gets nothing that was begun before it. */
  function forget({ headers }: FastifyRequest): void {
    const viewer = viewerKey(headers);
    for (const [text, { key }] of flights) if (key.viewer === viewer) flights.delete(text);
  }

  server.addHook('onSend', (request, reply, payload, done) => {
    const { flight, audience } = request.exchange;
    if (audience === 'nobody') forget(request);
    if (flight) land(flight, reply, payload);
    done();
  });

  return (request, body, goOn) => {
    const key = request.routeOptions.url === path ? flightKey(request, body, usualDeadlineMs) : null;
    if (key === null) goOn(null);
    else board({ request, key, goOn });
  };
}

/** An answer as it went out. */
interface SharedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, number | string | string[] | undefined>>;
  /** One buffer for all. */
  readonly body: Buffer;
}

function sharedAnswer(reply: FastifyReply, payload: string): SharedAnswer {
  const headers = Object.entries(reply.getHeaders()).filter(([name]) => !OWN_HEADERS.has(name));
  return { status: reply.statusCode, headers: Object.fromEntries(headers), body: Buffer.from(payload) };
}

function answer({ exchange }: FastifyRequest, leader: Exchange, shared: SharedAnswer): void {
  exchange.answeredLike(leader);
  void exchange.reply.code(shared.status).headers(shared.headers).send(shared.body);
}

function goAlone({ request, goOn }: Passenger): void {
  goOn(request.exchange.place?.take() ?? null);
}
