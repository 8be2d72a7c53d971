import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import { acceptanceOf } from './accept.js';
import type { ApolloContext } from './exchange.js';

/** Most errors of an answer without data. */
const MAX_ERRORS = 5;

const listener: GraphQLRequestListener<ApolloContext> = {
  willSendResponse({ request, response, contextValue: { exchange }, queryHash, operationName }) {
    exchange.documentHash = queryHash;
    exchange.operationName = operationName ?? undefined;
    if (response.body.kind !== 'single') return Promise.resolve();
    const { singleResult } = response.body;
    if (!singleResult.errors) return Promise.resolve();
    if (!('data' in singleResult)) {
      singleResult.errors = singleResult.errors.slice(0, MAX_ERRORS);
      const isRefused = response.http.status === 400;
      // a client that knows plain JSON only takes any status but 200 for a failure of the transport
      if (isRefused && acceptanceOf(request.http?.headers.get('accept')).plainJsonOnly)
        response.http.status = 200;
    }
    exchange.noteErrors(singleResult.errors);
    return Promise.resolve();
  },
};

/** Gives refused requests the status their client understands and at most five errors; notes what the log line says. */
export const answerPlugin: ApolloServerPlugin<ApolloContext> = {
  requestDidStart: () => Promise.resolve(listener),
};
