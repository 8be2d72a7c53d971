import type { ExecutionResult } from 'graphql';

/** What GraphiQL wants to send. */
interface Operation {
  query: string;
  operationName?: string | null;
  variables?: unknown;
}

/** Sends an operation to the gateway that served the page; resolves with the response, errors included. */
export async function sendOperation(
  operation: Operation,
  { headers = {} }: { headers?: Record<string, string> } = {},
): Promise<ExecutionResult> {
  const response = await fetch(location.pathname, {
    method: 'POST',
    headers: {
      accept: 'application/graphql-response+json, application/json',
      'content-type': 'application/json',
      ...headers,
    },
    body: JSON.stringify(operation),
  });
  return (await response.json()) as ExecutionResult;
}
