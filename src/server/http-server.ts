import { fastify } from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode } from '../../schema/error-codes.js';
import { answerClientError } from './client-error.js';

/** Largest request body in bytes. */
const BODY_LIMIT = 100 * 1024;
const MAX_CONNECTIONS = 2_000;

/** What the HTTP layer needs of its surroundings. */
export interface HttpServerOptions {
  readonly newId: () => string;
  /** Called for every request before anything else. */
  readonly onArrival: (request: FastifyRequest, reply: FastifyReply) => void;
  /** Told about connections that were closed for what they sent, with the code they were answered. */
  readonly onClientError: (code: ErrorCode) => void;
  /** Answers requests whose address cannot even be read. */
  readonly onBadAddress: (reply: FastifyReply) => void;
}

/** Creates the Fastify server with the limits and timeouts of the transport. It logs nothing by itself. */
export function createHttpServer(options: HttpServerOptions): FastifyInstance {
  const { newId, onArrival, onBadAddress, onClientError } = options;
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
    clientErrorHandler: (error, socket) => {
      const code = answerClientError(error, socket);
      if (code) onClientError(code);
    },
    frameworkErrors: (_error, request, reply) => {
      onArrival(request, reply); // no hook runs for these
      onBadAddress(reply);
    },
    genReqId: newId,
  });
  server.server.maxConnections = MAX_CONNECTIONS;
  server.decorateRequest('exchange');
  server.addHook('onRequest', (request, reply, done) => {
    onArrival(request, reply);
    done();
  });
  return server;
}
