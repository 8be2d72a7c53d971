import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { createErrorFormatter } from '../errors.js';
import { createDocumentStore } from '../execution/document-store.js';
import { createExecutor } from '../execution/executor.js';
import { limitsRule } from '../execution/limits/limits-rule.js';
import { operationTypesRule } from '../execution/limits/operation-types-rule.js';
import { createErrorLog } from '../observability/error-log.js';
import { describeError } from '../observability/describe-error.js';
import { refusal } from '../refusal.js';
import { createAdmission } from './admission.js';
import { answerPlugin } from './answer-plugin.js';
import { createApolloServer } from './apollo-server.js';
import { replyWithError } from './error-reply.js';
import { openBooks, type BooksOptions } from './exchange-books.js';
import { executeExchange } from './execute-exchange.js';
import { Coalescing } from './coalescing.js';
import { registerLanding } from './landing.js';
import { noteArrival } from './note-arrival.js';
import { standBefore } from './stand-before.js';
import { GRAPHQL_PATH, registerGraphqlRoute } from './graphql-route.js';
import { registerHealthRoutes } from './health-routes.js';
import { createHttpServer } from './http-server.js';
import { registerBodyParsers } from './json-body.js';
import { Shedding } from './shedding.js';
import type { GraphqlServerOptions } from './options.js';
import { createTrustedDocuments, preloadDocuments } from './trusted-documents.js';

/**
 * Builds the GraphQL server: Apollo Server on Fastify, started and not listening. The caller may add hooks, then listens
 * or injects requests; closing the returned instance stops Apollo Server too.
 */
export async function createGraphqlServer(options: GraphqlServerOptions): Promise<FastifyInstance> {
  const { schema, production, logger, telemetry } = options;
  const now = options.now ?? (() => performance.now());
  const newId = options.newId ?? randomUUID;

  const formatError = createErrorFormatter({
    hideDetails: production,
    newErrorId: newId,
    onMasked: createErrorLog(logger, now),
  });
  const executor = createExecutor({
    schema,
    jit: options.jit ?? true,
    hideDetails: production,
    onExecution: (engine) => telemetry.execution(engine),
    onRefused: (reason) => logger.debug({ error: describeError(reason) }, 'operation stays interpreted'),
  });
  const trustedDocuments = createTrustedDocuments(options.trustedDocuments);
  const documentStore = createDocumentStore((document) => executor.forget(document));
  const admit = createAdmission({
    schema,
    limited: production,
    pageSizes: options.pageSizes ?? {},
    rateLimitCostPerS: options.rateLimitCostPerS,
    trustedDocuments,
    now,
  });
  const apollo = createApolloServer({
    schema,
    production,
    logger,
    documentStore,
    validationRules: production ? [limitsRule, operationTypesRule] : [operationTypesRule],
    plugins: [answerPlugin, ...(options.plugins ?? [])],
    formatError,
    execute: (request) => executeExchange(schema, executor.execute, admit, request),
  });
  await apollo.start();

  const shedding = new Shedding({
    registry: telemetry.registry,
    now,
    random: Math.random,
    ...options.shedding,
  });
  options.onLoad?.(() => shedding.load());
  const books: BooksOptions = { logger, telemetry, now };
  const coalescing = options.coalescing === false ? undefined : new Coalescing(telemetry, now);
  const server = createHttpServer({
    newId,
    before: (handler) =>
      coalescing
        ? standBefore(handler, {
            coalescing,
            path: GRAPHQL_PATH,
            usualDeadlineMs: options.requestDeadlineMs,
            ruling: options.ruling ?? (() => 0),
            hasRoom: (request) => shedding.hasRoom(request),
            openBooks: (response) => openBooks(response, newId(), books),
          })
        : handler,
    onArrival: (request, reply) => noteArrival(request, reply, books),
    onClientError: (code) => {
      telemetry.error(code);
      logger.info({ errorCodes: [code] }, 'connection closed');
    },
    onBadAddress: (reply) => void replyWithError(reply, refusal('NOT_FOUND'), formatError),
  });
  registerBodyParsers(server);
  shedding.register(server);
  server.setErrorHandler((error, _request, reply) => replyWithError(reply, error, formatError));
  server.setNotFoundHandler((_request, reply) => replyWithError(reply, refusal('NOT_FOUND'), formatError));
  if (coalescing) registerLanding(server, coalescing, () => !options.readiness().ready);
  registerGraphqlRoute(server, apollo, {
    createContext: (facts) => options.createContext(facts),
    trustedDocuments,
  });
  registerHealthRoutes(server, telemetry, options.readiness);
  options.playground?.(server);
  server.addHook('onListen', () => preloadDocuments(options.trustedDocuments ?? [], schema, documentStore));
  server.addHook('onClose', () => apollo.stop());
  return server;
}
