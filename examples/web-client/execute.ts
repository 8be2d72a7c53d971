import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';

/** One field that was answered with less than its normal source, as in `extensions.degraded` of a response. */
export interface DegradedField {
  /** Schema coordinate, for example `Product.pricing`. */
  readonly coordinate: string;
  /** Source that answered instead; null when none could. */
  readonly source: string | null;
  /** Why the normal source did not answer. */
  readonly reason: string;
}

/** What the gateway answers. `data` may be there beside `errors`: show what there is. */
export interface ExecutionResult<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string; readonly path?: readonly (string | number)[] }[];
  readonly extensions?: { readonly degraded?: { readonly fields: readonly DegradedField[] } };
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

/** How a field was degraded in this answer; undefined when it was not. */
export function degradedOf(result: ExecutionResult<unknown>, coordinate: string): DegradedField | undefined {
  return result.extensions?.degraded?.fields.find((field) => field.coordinate === coordinate);
}
