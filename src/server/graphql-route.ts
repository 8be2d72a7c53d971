import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import { refusal } from '../refusal.js';
import type { ApolloContext } from './exchange.js';
import { requestContext } from './request-context.js';
import type { RequestContextOptions } from './request-context.js';

/** Where GraphQL is served. */
export const GRAPHQL_PATH = '/graphql';

/** Serves GraphQL over HTTP: GET for queries, POST for everything; other methods are refused before their body is read. */
export function registerGraphqlRoute(
  server: FastifyInstance,
  apollo: ApolloServer<ApolloContext>,
  options: RequestContextOptions,
): void {
  server.route({
    method: ['GET', 'POST'],
    url: GRAPHQL_PATH,
    onRequest: (request, _reply, done) => {
      const encoding = request.headers['content-encoding'];
      const isPlain = encoding === undefined || encoding.toLowerCase() === 'identity';
      done(isPlain ? undefined : refusal('UNSUPPORTED_MEDIA_TYPE'));
    },
    handler: fastifyApolloHandler(apollo, {
      context: (request) => Promise.resolve(requestContext(request, options)),
    }),
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
