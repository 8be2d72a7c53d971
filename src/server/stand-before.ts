import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Coalescing } from './coalescing.js';
import { keepEarly } from './early-request.js';
import type { Exchange } from './exchange.js';
import { flightHead, type FlightHead } from './flight-key.js';
import { readBody } from './read-body.js';

/** What stands before Fastify takes from the server. */
export interface StandBeforeOptions {
  readonly coalescing: Coalescing;
  /** Where GraphQL is served. */
  readonly path: string;
  /** Milliseconds a request may take when its caller does not say. */
  readonly usualDeadlineMs: number;
  /** Number of the ruling in force. */
  readonly ruling: () => number;
  /** Whether a request would be let in now. */
  readonly hasRoom: (request: IncomingMessage) => boolean;
  readonly openBooks: (response: ServerResponse) => Exchange;
}

/**
 * Stands before Fastify and reads the bodies of everyday operations, so that one that only waits for the answer to an equal one
 * costs neither routing nor parsing. All others are handed over as they are; so is a request whose body is still to come while
 * there is no room for it.
 */
export function standBefore(handler: RequestListener, options: StandBeforeOptions): RequestListener {
  const { coalescing, path, usualDeadlineMs, ruling, hasRoom, openBooks } = options;

  const board = (request: IncomingMessage, response: ServerResponse, head: FlightHead): void => {
    const exchange = openBooks(response);
    exchange.route = path;
    readBody(request, Number(request.headers['content-length']), (_refused, body) => {
      const text = body.toString('latin1'); // one character per byte: equal texts are equal bytes
      const key = {
        text: `${head.text}\n${text}`,
        body: text,
        viewer: head.viewer,
        endsAt: exchange.receivedAt + head.totalMs,
      };
      const goOn = (): void => {
        keepEarly(request, { exchange, body });
        handler(request, response);
      };
      coalescing.board({ key, exchange, response, goOn });
    });
  };

  return (request, response) => {
    const head = request.url === path ? flightHead(request, usualDeadlineMs, ruling()) : null;
    if (!head) handler(request, response);
    else if (hasRoom(request)) board(request, response, head);
    else {
      // a body that came together with its head is there once this turn of reading is over
      setImmediate(() => {
        if (request.complete) board(request, response, head);
        else handler(request, response);
      });
    }
  };
}
