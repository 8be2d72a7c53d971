import { fastify } from 'fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { answerClientError } from './client-error.js';
import { Exchange } from './exchange.js';

/** Largest request body in bytes. */
export const BODY_LIMIT = 100 * 1024;
const MAX_CONNECTIONS = 2_000;

/** What the HTTP layer needs of its surroundings. */
export interface HttpServerOptions {
  readonly now: () => number;
  readonly newId: () => string;
  /** Answers requests whose address cannot even be read. */
  readonly onBadAddress: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => void;
}

/** Creates the Fastify server with the limits and timeouts of the transport. It logs nothing by itself. */
export function createHttpServer({ now, newId, onBadAddress }: HttpServerOptions): FastifyInstance {
  const server = fastify({
    bodyLimit: BODY_LIMIT,
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    trustProxy: false,
    exposeHeadRoutes: false,
    requestTimeout: 10_000,
    keepAliveTimeout: 65_000,
    maxRequestsPerSocket: 1_000,
    // a server that leaves still answers what reaches it, and closes each connection with its answer
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    http: { headersTimeout: 5_000, connectionsCheckingInterval: 1_000, maxHeaderSize: 16 * 1024 },
    clientErrorHandler: answerClientError,
    frameworkErrors: onBadAddress,
    genReqId: newId,
  });
  server.server.maxConnections = MAX_CONNECTIONS;
  server.decorateRequest('exchange');
  server.addHook('onRequest', (request, reply, done) => {
    request.exchange = new Exchange(request.id, now());
    void reply.header('x-content-type-options', 'nosniff');
    done();
  });
  return server;
}
