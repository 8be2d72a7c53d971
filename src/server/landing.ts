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
    // Bytes, whether or not others wait for them: text would be copied together with its head before it is written.
    const body = typeof payload === 'string' ? Buffer.from(payload) : payload;
    if (exchange.flight && Buffer.isBuffer(body))
      coalescing.land(exchange.flight, exchange, () => sendAgain(reply, body, isLeaving()));
    done(null, body);
  });
}

/** Writes the same head and body, without Fastify; one buffer serves all. */
function sendAgain(reply: FastifyReply, body: Buffer, closes: boolean): SendAgain {
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
