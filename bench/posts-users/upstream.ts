import { createServer, type ServerResponse } from 'node:http';
import { announce } from '../measure/announce.js';
import type { Calls } from '../stand-in/serve.js';
import { posts, users } from './records.js';

/**
 * The upstream of posts and users: `/posts`, `/users/{id}` and `/users?id=…&id=…`, each answer serialised once. It counts calls by
 * route, and waits `delayMs` before each answer.
 */

const POSTS_TEXT = JSON.stringify(posts);
const USER_TEXTS = new Map(users.map((user) => [String(user.id), JSON.stringify(user)]));

const calls = new Map<string, number>();
let delayMs = 0;

function answerOf(url: URL): { readonly route: string; readonly text: string | undefined } {
  const [, list, id] = url.pathname.split('/');
  if (list === 'posts') return { route: '/posts', text: POSTS_TEXT };
  if (id !== undefined) return { route: '/users/{id}', text: USER_TEXTS.get(id) };
  const found = url.searchParams.getAll('id').flatMap((wanted) => USER_TEXTS.get(wanted) ?? []);
  return { route: '/users', text: `[${found.join(',')}]` };
}

function control(url: URL): string {
  const wanted = url.searchParams.get('delayMs');
  if (wanted !== null) delayMs = Number(wanted);
  return JSON.stringify({ byPath: Object.fromEntries(calls) } satisfies Calls);
}

function send(response: ServerResponse, text: string | undefined): void {
  const body = Buffer.from(text ?? '{}');
  response.writeHead(text === undefined ? 404 : 200, {
    'content-type': 'application/json',
    'content-length': body.length,
  });
  response.end(body);
}

const server = createServer({ keepAliveTimeout: 120_000 }, (request, response) => {
  request.resume();
  const url = new URL(request.url ?? '/', 'http://upstream');
  if (url.pathname.startsWith('/bench/')) {
    send(response, control(url));
    return;
  }
  const { route, text } = answerOf(url);
  calls.set(route, (calls.get(route) ?? 0) + 1);
  if (delayMs === 0) send(response, text);
  else setTimeout(() => send(response, text), delayMs);
});
announce(server);
