import got from 'got';
import type { Post } from './client.js';

/** The client as its documentation has it: one instance per service, a limit for each phase, the retries of the default. */
export function gotClient(url: string): Post {
  const client = got.extend({
    prefixUrl: url,
    timeout: { lookup: 100, connect: 50, secureConnect: 50, socket: 1_000, send: 10_000, response: 1_000 },
    retry: { limit: 2 },
  });
  return (path, body, headers = {}) => client.post(path, { json: body, headers }).json();
}
