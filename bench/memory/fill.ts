import { Client } from '../measure/client.js';
import { countOf, globalIdAt, type NumberedType } from './sandbox-ids.js';

const LIST = 50;
const CONCURRENCY = 4;
/** Of each type, the fields of every service that is asked by its ids. */
const QUERIES: readonly (readonly [NumberedType, string])[] = [
  ['Author', 'query Fill($ids: [ID!]!) { nodes(ids: $ids) { ... on Author { name } } }'],
  ['LiveRoom', 'query Fill($ids: [ID!]!) { nodes(ids: $ids) { ... on LiveRoom { title } } }'],
  ['Video', 'query Fill($ids: [ID!]!) { videos(ids: $ids) { title } }'],
  [
    'Product',
    'query Fill($ids: [ID!]!) { products(ids: $ids) { title pricing { priceLabel } availability { state } } }',
  ],
];

/**
 * Reads every record there is once, so that what a gateway keeps is as full as it will be: what grows afterwards is not kept on
 * purpose.
 */
export async function fillKept(url: string, signal: AbortSignal): Promise<void> {
  const client = new Client(url, '/graphql', CONCURRENCY);
  const requests = requestsToFill();
  const worker = async () => {
    for (const body of requests) {
      signal.throwIfAborted();
      await client.post({ body, headers: { 'content-type': 'application/json', 'x-device-id': 'fill' } });
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  await client.close();
}

/** One iterator for all who send: each request is sent once. */
function* requestsToFill(): Generator<string> {
  for (const [type, query] of QUERIES)
    for (let first = 1; first <= countOf(type); first += LIST) {
      const length = Math.min(LIST, countOf(type) + 1 - first);
      const ids = Array.from({ length }, (_, place) => globalIdAt(type, first + place));
      yield JSON.stringify({ query, variables: { ids } });
    }
}
