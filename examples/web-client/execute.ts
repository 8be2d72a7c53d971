import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import type { WithDegraded } from './__generated__/degraded.js';

/** What the gateway answers: `degradedOf` reads how much of it is as usual. `data` may be there beside `errors`: show what there is. */
export interface ExecutionResult<Data> extends WithDegraded {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string; readonly path?: readonly (string | number)[] }[];
}

/**
 * Sends one operation. The document carries the types of its variables and of its answer.
 * @throws when the gateway cannot be reached or does not answer JSON; GraphQL errors are part of the result
 */
export async function execute<Data, Variables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  { url = '/graphql', signal }: { url?: string; signal?: AbortSignal } = {},
): Promise<ExecutionResult<Data>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query: print(document), variables }),
    signal: signal ?? null,
  });
  return (await response.json()) as ExecutionResult<Data>;
}
