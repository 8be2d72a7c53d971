import type { FastifyReply, FastifyRequest } from 'fastify';
import { earlyRequest } from './early-request.js';
import { openBooks, type BooksOptions } from './exchange-books.js';

/** Notes a request that Fastify got: its books, unless they are open already, and the headers that every answer has. */
export function noteArrival(request: FastifyRequest, reply: FastifyReply, options: BooksOptions): void {
  request.exchange = earlyRequest(request.raw)?.exchange ?? openBooks(reply.raw, request.id, options);
  request.exchange.route = request.routeOptions.url ?? '';
  void reply.header('x-content-type-options', 'nosniff');
  void reply.header('cache-control', 'no-store'); // until somebody knows better
}
