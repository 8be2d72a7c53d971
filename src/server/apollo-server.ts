import { ApolloServer } from '@apollo/server';
import type { ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { ExecutionResult, GraphQLSchema, ValidationRule } from 'graphql';
import type { Logger } from 'pino';
import type { FormatError } from '../errors.js';
import { apolloGateway } from '../execution/apollo-gateway.js';
import type { GatewayRequest } from '../execution/apollo-gateway.js';
import type { DocumentStore } from '../execution/document-store.js';
import type { ApolloContext } from './exchange.js';

/** Most errors that one refused document gets; the last of them says that there are more. */
const MAX_VALIDATION_ERRORS = 4;
/** Tokens of one document in production. */
const MAX_TOKENS = 1_500;

/** The parts an Apollo Server is made of. */
export interface ApolloParts {
  readonly schema: GraphQLSchema;
  readonly production: boolean;
  readonly logger: Logger;
  readonly documentStore: DocumentStore;
  readonly validationRules: readonly ValidationRule[];
  readonly plugins: readonly ApolloServerPlugin<ApolloContext>[];
  readonly formatError: FormatError;
  execute(request: GatewayRequest): Promise<ExecutionResult>;
}

/** Creates the Apollo Server, not yet started, with every setting that matters said out loud. */
export function createApolloServer(parts: ApolloParts): ApolloServer<ApolloContext> {
  const { schema, production } = parts;
  return new ApolloServer<ApolloContext>({
    gateway: apolloGateway(schema, (request) => parts.execute(request)),
    nodeEnv: production ? 'production' : 'development',
    introspection: !production,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: production,
    stopOnTerminationSignals: false,
    parseOptions: production ? { maxLexicalTokens: MAX_TOKENS } : {},
    maxRecursiveSelections: false, // MAX_SELECTIONS of our own rule; with this one, ours would run after all others
    validationOptions: { maxErrors: MAX_VALIDATION_ERRORS, hideSuggestions: production },
    validationRules: [...parts.validationRules],
    documentStore: parts.documentStore,
    formatError: parts.formatError,
    stringifyResult: (result) => JSON.stringify(result), // Apollo adds a line break, for which the whole answer is copied
    logger: parts.logger,
    plugins: [
      // the cache-control plugin wraps every field: it costs half of a request and hides property reads from the compiler
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ...parts.plugins,
    ],
  });
}
