import { createServer } from 'node:http';
import { Pool } from 'undici';
import { announce } from '../measure/announce.js';
import { GREETING, QUERIES } from './questions.js';
import type { Post, User } from '../stand-in/posts.records.js';

/**
 * What somebody would write who serves these three queries and nothing else. `USERS` says how users are asked for: `each` or
 * `bulk`; `SHARED` whether one answer serves all who ask the same while it is made.
 */

const bulk = process.env['USERS'] === 'bulk';
const isShared = process.env['SHARED'] === 'on';
const pool = new Pool(process.env['UPSTREAM_URL'] ?? '', { connections: 128, pipelining: 1 });

async function get<T>(path: string): Promise<T> {
  const { statusCode, body } = await pool.request({ method: 'GET', path });
  if (statusCode !== 200) throw new Error(`${path}: ${statusCode}`);
  return (await body.json()) as T;
}

function usersOf(ids: readonly number[]): Promise<readonly User[]> {
  if (bulk) return get<User[]>(`/users?${ids.map((id) => `id=${id}`).join('&')}`);
  return Promise.all(ids.map((id) => get<User>(`/users/${id}`)));
}

async function postsWithUsers(): Promise<unknown> {
  const posts = await get<Post[]>('/posts');
  const users = await usersOf([...new Set(posts.map(({ userId }) => userId))]);
  const byId = new Map(users.map((user) => [user.id, { id: user.id, name: user.name }]));
  return { posts: posts.map(({ title, body, userId }) => ({ title, body, user: byId.get(userId) ?? null })) };
}

async function postTitles(): Promise<unknown> {
  const posts = await get<Post[]>('/posts');
  return { posts: posts.map(({ title }) => ({ title })) };
}

const ANSWERS: ReadonlyMap<string, () => Promise<unknown>> = new Map([
  [QUERIES.users, postsWithUsers],
  [QUERIES.posts, postTitles],
  [QUERIES.greet, () => Promise.resolve({ greet: GREETING })],
]);

async function made(query: string): Promise<Buffer> {
  const answer = ANSWERS.get(query);
  if (!answer) throw new Error('no such query');
  return Buffer.from(JSON.stringify({ data: await answer() }));
}

const inFlight = new Map<string, Promise<Buffer>>();

function shared(query: string): Promise<Buffer> {
  let answer = inFlight.get(query);
  if (!answer) {
    answer = made(query).finally(() => inFlight.delete(query));
    inFlight.set(query, answer);
  }
  return answer;
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { query } = JSON.parse(Buffer.concat(chunks).toString()) as { query: string };
    (isShared ? shared(query) : made(query)).then(
      (body) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
        response.end(body);
      },
      () => response.writeHead(500).end(),
    );
  });
});
announce(server);
