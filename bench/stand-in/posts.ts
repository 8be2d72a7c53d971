import { posts, users } from './posts.records.js';

const POSTS = JSON.stringify(posts);
const USERS: ReadonlyMap<string, string> = new Map(
  users.map((user) => [String(user.id), JSON.stringify(user)]),
);

const LIST = '/users?';
const ONE = '/users/';

/** Answers `/posts`, `/users/{id}` and `/users?id=…&id=…`, the last with the users that there are; null for any other path. */
export function postsAnswer(path: string): string | null {
  if (path === '/posts') return POSTS;
  if (path.startsWith(ONE)) return USERS.get(path.slice(ONE.length)) ?? null;
  if (!path.startsWith(LIST)) return null;
  const ids = new URLSearchParams(path.slice(LIST.length)).getAll('id');
  return `[${ids.flatMap((id) => USERS.get(id) ?? []).join(',')}]`;
}
