import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Telemetry } from '../../datasources/telemetry.js';
import { viewerOf } from '../request-headers.js';
import type { Exchange } from './exchange.js';

/** An answer as it went out, for those who asked the same while it was being made. */
interface SharedAnswer {
  readonly status: number;
  readonly headers: Record<string, number | string | string[] | undefined>;
  readonly payload: string | Buffer;
  /** Notes of the exchange that made it: each exchange that sends the answer counts and logs its errors. */
  readonly notes: Pick<Exchange, 'codes' | 'errorIds'>;
}

/** A request being answered; settles with null when its client left before the answer. */
interface Flight {
  readonly answer: Promise<SharedAnswer | null>;
  readonly land: (answer: SharedAnswer | null) => void;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set while others may wait for this request's answer. */
    flight: Flight | undefined;
  }
}

/**
 * Everything beside the viewer and the body that an answer depends on: a request with little time left may get less, which
 * one with more must not share.
 */
const PARTS = ['apollographql-client-name', 'apollographql-client-version', 'accept', 'x-deadline-ms'];

/**
 * Answers a viewer who asks the same twice at the same time (a double tap, an impatient client) from one execution
 * (RQ_COALESCE). Requests without a usable id are left alone: nobody knows whether they come from one viewer.
 */
export function registerCoalescing(
  server: FastifyInstance,
  path: string,
  telemetry: Pick<Telemetry, 'counted'>,
): void {
  const flights = new Map<string, Flight>();
  server.decorateRequest('flight');

  const board = (request: FastifyRequest, reply: FastifyReply, key: string, proceed: () => void): void => {
    if (request.exchange.controller.signal.aborted) return; // its client left while it waited
    const leading = flights.get(key);
    if (!leading) {
      const flight = takeOff();
      flights.set(key, flight);
      request.flight = flight;
      void flight.answer.then(() => flights.delete(key));
      reply.raw.once('close', () => flight.land(null)); // too late to matter once the answer was sent
      proceed();
      return;
    }
    void leading.answer.then((answer) => {
      if (!answer) {
        board(request, reply, key, proceed);
        return;
      }
      telemetry.counted('RQ_COALESCE');
      request.exchange.codes.push(...answer.notes.codes);
      request.exchange.errorIds.push(...answer.notes.errorIds);
      void reply.code(answer.status).headers(answer.headers).send(answer.payload);
    });
  };

  server.addHook('preHandler', (request, reply, done) => {
    const key = request.method === 'POST' && request.routeOptions.url === path ? keyOf(request) : null;
    if (key === null) done();
    else board(request, reply, key, done);
  });

  server.addHook('onSend', (request, reply, payload, done) => {
    if (request.flight && (typeof payload === 'string' || Buffer.isBuffer(payload))) {
      const headers: SharedAnswer['headers'] = { ...reply.getHeaders() };
      delete headers['connection']; // that of each client is its own
      request.flight.land({ status: reply.statusCode, headers, payload, notes: request.exchange });
    }
    done();
  });
}

function takeOff(): Flight {
  const { promise, resolve } = Promise.withResolvers<SharedAnswer | null>();
  return { answer: promise, land: resolve };
}

function keyOf({ headers, body }: FastifyRequest): string | null {
  const { viewerId, deviceId } = viewerOf(headers, () => undefined);
  const isKnown = viewerId !== null || deviceId !== null;
  if (!isKnown || headers['x-shadow'] !== undefined || body === undefined) return null;
  const parts = PARTS.map((name) => single(headers, name));
  return JSON.stringify([viewerId, deviceId, ...parts, body]);
}

const single = (headers: IncomingHttpHeaders, name: string): string => String(headers[name] ?? '');
