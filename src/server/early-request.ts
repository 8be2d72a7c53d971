import type { IncomingMessage } from 'node:http';
import type { Exchange } from './exchange.js';

/** What is known of a request before Fastify gets it. */
export interface EarlyRequest {
  readonly exchange: Exchange;
  readonly body: Buffer;
}

const early = new WeakMap<IncomingMessage, EarlyRequest>();

/** Keeps what was read of a request for whoever handles it. */
export const keepEarly = (request: IncomingMessage, known: EarlyRequest): void =>
  void early.set(request, known);

/** What was read of a request before; undefined where nothing was. */
export const earlyRequest = (request: IncomingMessage): EarlyRequest | undefined => early.get(request);
