import type { ExecutionResult } from 'graphql';
import type { GatewayRequest } from '../execution/apollo-gateway.js';
import type { Execute } from '../execution/execution-request.js';
import type { ApolloContext } from './exchange.js';

/** Runs one operation for Apollo Server and adds to the answer what the request's scope has to say about it. */
export async function executeExchange(execute: Execute, request: GatewayRequest): Promise<ExecutionResult> {
  const { exchange, scope } = request.context as ApolloContext;
  const { operationName, variables } = request.request;
  const result = await execute({ document: request.document, operationName, variables, contextValue: scope });
  if (!('data' in result)) return result;
  const outcome = (exchange.outcome = scope.outcome?.({ hasErrors: result.errors !== undefined }));
  for (const [name, value] of Object.entries(outcome?.headers ?? {})) {
    request.response?.http?.headers.set(name, value);
  }
  return outcome?.extensions ? { ...result, extensions: outcome.extensions } : result;
}
