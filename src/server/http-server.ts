import { createServer, type RequestListener, type Server } from 'node:http';
import { fastify } from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode } from '../../schema/error-codes.js';
import { answerClientError } from './client-error.js';
import { earlyRequest } from './early-request.js';

const REQUEST_TIMEOUT_MS = 10_000;
const KEEP_ALIVE_MS = 65_000;
const MAX_REQUESTS_PER_SOCKET = 1_000;
const MAX_CONNECTIONS = 2_000;

/** What the HTTP layer needs of its surroundings. */
export interface HttpServerOptions {
  readonly newId: () => string;
  /** What stands before Fastify, and hands over the requests that it does not answer. */
  readonly before: (handler: RequestListener) => RequestListener;
  /** Called for every request that Fastify gets, before anything else of it. */
  readonly onArrival: (request: FastifyRequest, reply: FastifyReply) => void;
  /** Told about connections that were closed for what they sent, with the code they were answered. */
  readonly onClientError: (code: ErrorCode) => void;
  /** Answers requests whose address cannot even be read. */
  readonly onBadAddress: (reply: FastifyReply) => void;
}

/** Creates the Fastify server with the limits and timeouts of the transport. It logs nothing by itself. */
export function createHttpServer(options: HttpServerOptions): FastifyInstance {
  const { newId, before, onArrival, onBadAddress, onClientError } = options;
  const server = fastify({
    serverFactory: (handler) => createListener(before(handler)),
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    trustProxy: false,
    exposeHeadRoutes: false,
    // a server that leaves still answers what reaches it, and closes each connection with its answer
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    clientErrorHandler: (error, socket) => {
      const code = answerClientError(error, socket);
      if (code) onClientError(code);
    },
    frameworkErrors: (_error, request, reply) => {
      onArrival(request, reply); // no hook runs for these
      onBadAddress(reply);
    },
    genReqId: (raw) => earlyRequest(raw)?.exchange.requestId ?? newId(),
  });
  server.decorateRequest('exchange');
  server.addHook('onRequest', (request, reply, done) => {
    onArrival(request, reply);
    done();
  });
  return server;
}

function createListener(listener: RequestListener): Server {
  const server = createServer(
    {
      requestTimeout: REQUEST_TIMEOUT_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      headersTimeout: 5_000,
      connectionsCheckingInterval: 1_000,
      maxHeaderSize: 16 * 1024,
    },
    listener,
  );
  server.maxRequestsPerSocket = MAX_REQUESTS_PER_SOCKET;
  server.maxConnections = MAX_CONNECTIONS;
  return server;
}
