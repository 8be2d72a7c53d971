import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import { deadlineOf } from '../request-headers.js';
import type { ApolloContext } from '../server/exchange.js';
import type { PlanIndex } from './plan-index.js';

/** The request header that asks for an explanation; `1` says yes. */
export const EXPLAIN_HEADER = 'x-explain';

/**
 * Adds `extensions.explain` to answers of requests with the header `x-explain: 1`. For development: an explanation names fields
 * and services.
 * `usualMs` is the deadline of requests that bring none. Nothing is loaded before somebody asks.
 */
export function explainPlugin(schema: GraphQLSchema, usualMs: number): ApolloServerPlugin<ApolloContext> {
  let plans: Promise<PlanIndex> | undefined;
  const listener: GraphQLRequestListener<ApolloContext> = {
    async willSendResponse({ document, operation, request, response }) {
      if (!document || !operation || response.body.kind !== 'single') return;
      const { singleResult } = response.body;
      if (!('data' in singleResult)) return;
      plans ??= loadPlans();
      const { explainOperation } = await import('./explain-operation.js');
      const explain = explainOperation({
        schema,
        plans: await plans,
        document,
        operation,
        variables: request.variables ?? {},
        deadlineMs: deadlineOf(
          { 'x-deadline-ms': request.http?.headers.get('x-deadline-ms') },
          usualMs,
          () => undefined,
        ),
      });
      singleResult.extensions = { ...singleResult.extensions, explain };
      // Others who ask the same did not ask for this.
      response.http.headers.set('cache-control', 'no-store');
    },
  };
  return {
    requestDidStart: ({ request }) =>
      Promise.resolve(request.http?.headers.get(EXPLAIN_HEADER) === '1' ? listener : undefined),
  };
}

async function loadPlans(): Promise<PlanIndex> {
  const [{ readDeclared }, { PlanIndex }] = await Promise.all([
    import('./declared.js'),
    import('./plan-index.js'),
  ]);
  return new PlanIndex(await readDeclared());
}
