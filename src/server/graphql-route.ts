import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refusal } from '../refusal.js';
import { acceptanceOf } from './accept.js';
import type { ApolloContext } from './exchange.js';
import type { GraphqlServerOptions } from './options.js';

/** Where GraphQL is served. */
export const GRAPHQL_PATH = '/graphql';

/** Serves GraphQL over HTTP: GET for queries, POST for everything; other methods are refused before their body is read. */
export function registerGraphqlRoute(
  server: FastifyInstance,
  apollo: ApolloServer<ApolloContext>,
  { createContext }: Pick<GraphqlServerOptions, 'createContext'>,
): void {
  // called by Apollo Server after its CSRF check and before it parses the document
  const context = (request: FastifyRequest, reply: FastifyReply): Promise<ApolloContext> => {
    const { exchange, headers, method } = request;
    if (!acceptanceOf(headers.accept).acceptable) {
      const message = 'The answer would be JSON, which the Accept header excludes.';
      throw refusal('BAD_REQUEST', { message, status: 406 });
    }
    const signal = abortOnClose(reply);
    const { requestId, receivedAt } = exchange;
    exchange.scope = createContext({ headers, signal, receivedAt, requestId, method });
    return Promise.resolve({ exchange, scope: exchange.scope });
  };
  server.route({
    method: ['GET', 'POST'],
    url: GRAPHQL_PATH,
    onRequest: (request, _reply, done) => {
      const encoding = request.headers['content-encoding'];
      const isPlain = encoding === undefined || encoding.toLowerCase() === 'identity';
      done(isPlain ? undefined : refusal('UNSUPPORTED_MEDIA_TYPE'));
    },
    handler: fastifyApolloHandler(apollo, { context }),
  });
  server.route({
    method: ['DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'PUT', 'TRACE'],
    url: GRAPHQL_PATH,
    onRequest: (_request, _reply, done) => {
      const message = 'GraphQL is served by GET and POST only.';
      done(refusal('BAD_REQUEST', { message, status: 405, headers: { allow: 'GET, POST' } }));
    },
    handler: () => undefined,
  });
}

/** Aborts when the response closes before it was written completely: the client has gone. */
function abortOnClose(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
}
