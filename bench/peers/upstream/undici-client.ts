import { Pool } from 'undici';
import type { Post } from './client.js';

/** The client of the hand-written handler: one pool, one request at a time on each connection. */
export function undiciClient(url: string): Post {
  const pool = new Pool(url, { connections: 128, pipelining: 1 });
  return async (path, body, headers = {}) => {
    const answer = await pool.request({
      method: 'POST',
      path: `/${path}`,
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode}`);
    return (await answer.body.json()) as never;
  };
}
