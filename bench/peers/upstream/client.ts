import type { PeerOptions } from '../options.js';
import { gotClient } from './got-client.js';
import { undiciClient } from './undici-client.js';

/** Sends JSON and gives the JSON that comes back. */
export type Post = <T>(path: string, body: unknown, headers?: Record<string, string>) => Promise<T>;

/** The client that was asked for, on the upstream of `UPSTREAM_URL`. */
export function createClient(name: PeerOptions['client']): Post {
  const url = process.env['UPSTREAM_URL'];
  if (!url) throw new Error('UPSTREAM_URL is missing');
  return name === 'got' ? gotClient(url) : undiciClient(url);
}
