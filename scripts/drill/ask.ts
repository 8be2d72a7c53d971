import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answer, type Feed } from './answer.schema.js';
import { describeError } from './describe-error.js';
import type { Received } from './judge.js';

/** Registered operations: gateways in production run no others. */
export type Operation = 'feed-full' | 'product-detail';

/** What a viewer asks. */
export interface Question {
  readonly operation: Operation;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly viewerId: string;
}

/** Sends a question; never throws: no answer is an observation too. */
export type Ask = (question: Question) => Promise<Received>;

const FOLDER = join(import.meta.dirname, '../../../test/operations');
/** No viewer waits longer. */
const PATIENCE_MS = 5_000;

const textOf = (operation: Operation): string => readFileSync(join(FOLDER, `${operation}.graphql`), 'utf8');

/** Asks a gateway over HTTP, as an app would. */
export function askOver(url: string): Ask {
  const texts = { 'feed-full': textOf('feed-full'), 'product-detail': textOf('product-detail') };
  return async ({ operation, variables, viewerId }) => {
    try {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json, application/json',
          'x-viewer-id': viewerId,
          'x-device-id': viewerId,
          'apollographql-client-name': 'ios',
          'apollographql-client-version': '9.2.0',
        },
        body: JSON.stringify({ query: texts[operation], variables }),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      return { status: response.status, answer: read(await response.text()) };
    } catch (error) {
      return { failure: describe(error) };
    }
  };
}

function read(text: string) {
  try {
    return answer.parse(JSON.parse(text));
  } catch {
    return null; // judged as an answer that cannot be read
  }
}

function describe(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError')
    return `no answer within ${PATIENCE_MS / 1000} s`;
  return `no answer: ${describeError(error)}`;
}

/** The page of what was received; undefined when there is none. */
export const feedOf = (received: Received): Feed | undefined =>
  ('answer' in received && received.answer?.data?.feed) || undefined;
