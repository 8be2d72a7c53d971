import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ColdStart } from './spawn-cold.js';

const OPERATIONS = join(import.meta.dirname, '../../operations');

/** Cards of the first page. */
const CARDS = 10;

/** The home tab as an app opens it, as API Gateway and function URLs hand it to a function. */
export function firstPageEvent(): object {
  const query = readFileSync(join(OPERATIONS, 'feed-full.graphql'), 'utf8');
  return {
    version: '2.0',
    rawPath: '/graphql',
    rawQueryString: '',
    headers: { 'content-type': 'application/json', 'x-viewer-id': 'u1', 'x-device-id': 'd1' },
    body: JSON.stringify({ query, variables: { sceneId: 'home' } }),
    isBase64Encoded: false,
    requestContext: { http: { method: 'POST' }, stage: '$default' },
  };
}

/** What an answer has that is right, of whichever contestant. */
interface Page {
  readonly data: {
    readonly feed: {
      readonly edges: readonly unknown[];
      readonly serving?: { readonly configVersion: string };
    };
  };
  readonly errors?: unknown;
}

/** What is wrong with a first answer; null: nothing. A page of a fallback, or without its slot plan, is not the right one. */
export function wrongWith({ status, headers, body }: ColdStart): string | null {
  if (status !== 200) return `status ${status}`;
  const { data, errors } = JSON.parse(body) as Page;
  if (errors !== undefined) return 'errors';
  const { edges, serving } = data.feed;
  if (edges.length < CARDS) return `${edges.length} cards`;
  if (headers['x-degraded'] !== undefined) return `degraded: ${headers['x-degraded']}`;
  return serving?.configVersion === 'none' ? 'made without the slot plan' : null;
}
