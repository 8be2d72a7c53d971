import type { RequestListener, ServerResponse } from 'node:http';
import type { Coalescing } from './coalescing.js';
import { keepEarly } from './early-request.js';
import type { Exchange } from './exchange.js';
import { flightHead } from './flight-key.js';
import { readBody } from './read-body.js';

/** What stands before Fastify takes from the server. */
export interface StandBeforeOptions {
  readonly coalescing: Coalescing;
  /** Where GraphQL is served. */
  readonly path: string;
  /** Milliseconds a request may take when its caller does not say. */
  readonly usualDeadlineMs: number;
  readonly openBooks: (response: ServerResponse) => Exchange;
}

/**
 * Stands before Fastify and reads the bodies of everyday operations, so that a request that only waits for the answer to an
 * equal one costs neither routing nor parsing. All others are handed over as they are.
 */
export function standBefore(handler: RequestListener, options: StandBeforeOptions): RequestListener {
  const { coalescing, path, usualDeadlineMs, openBooks } = options;
  return (request, response) => {
    const head = request.url === path ? flightHead(request, usualDeadlineMs) : null;
    if (head === null) {
      handler(request, response);
      return;
    }
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
}
