import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Coalescing, SendAgain } from './coalescing.js';
import { viewerKey } from './flight-key.js';

/** Headers of one connection, or of one client. */
const OWN_HEADERS = new Set(['connection', 'set-cookie']);

/** Ends the flights of answered requests. `isLeaving`: whether every answer has to close its connection. */
export function registerLanding(
  server: FastifyInstance,
  coalescing: Coalescing,
  isLeaving: () => boolean,
): void {
  server.addHook('onSend', ({ exchange, headers }, reply, payload, done) => {
    if (exchange.audience === 'nobody') coalescing.forget(viewerKey(headers) ?? null);
    if (exchange.flight)
      coalescing.land(exchange.flight, exchange, () => sendAgain(reply, payload, isLeaving()));
    done();
  });
}

/** Writes the same head and body, without Fastify; one buffer serves all. */
function sendAgain(reply: FastifyReply, payload: unknown, closes: boolean): SendAgain {
  const body = Buffer.from(payload as string); // every answer of ours is text
  const head = Object.entries(reply.getHeaders())
    .filter(([name, value]) => value !== undefined && !OWN_HEADERS.has(name))
    .flatMap(([name, value]) => [name, String(value)]);
  head.push('content-length', String(body.length));
  if (closes) head.push('connection', 'close');
  const { statusCode } = reply;
  const leader = reply.request.exchange;
  return ({ exchange, response }) => {
    exchange.answeredLike(leader);
    response.writeHead(statusCode, head);
    response.end(body);
  };
}
