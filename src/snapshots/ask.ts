import got from 'got';
import type { App } from '../app.js';

/** Asks the gateway as a client would; resolves to the parsed body, rejects when there is none. */
export type Ask = (
  query: string,
  variables: Readonly<Record<string, unknown>>,
  headers: Readonly<Record<string, string>>,
) => Promise<unknown>;

/** A page takes well under a second; the rest is patience with a busy machine. */
const TIMEOUT_MS = 10_000;

/** Asks a gateway of this process, without a socket. */
export const askApp =
  ({ inject }: Pick<App, 'inject'>): Ask =>
  async (query, variables, headers) => {
    const { payload } = await inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json', ...headers },
      payload: JSON.stringify({ query, variables }),
    });
    return JSON.parse(payload.toString()) as unknown;
  };

/** Asks a gateway by its origin. */
export const askGateway =
  (url: string): Ask =>
  (query, variables, headers) =>
    got
      .post(new URL('/graphql', url), {
        json: { query, variables },
        headers,
        timeout: { request: TIMEOUT_MS },
        retry: { limit: 0 },
        throwHttpErrors: false,
        followRedirect: false,
      })
      .json();

/** Asks with more headers. */
export const askWith =
  (more: Readonly<Record<string, string>>, ask: Ask): Ask =>
  (query, variables, headers) =>
    ask(query, variables, { ...headers, ...more });

/** Asks until `ending` is aborted: from then on everything rejects, what is under way included. */
export const askUntil =
  (ending: AbortSignal, ask: Ask): Ask =>
  (...question) => {
    const { promise: ended, reject } = Promise.withResolvers<never>();
    const end = () => reject(new Error('publishing has ended'));
    if (ending.aborted) end();
    ending.addEventListener('abort', end, { once: true });
    return Promise.race([ask(...question), ended]).finally(() => ending.removeEventListener('abort', end));
  };
