import type { Question } from '../measure/question.js';
import { posts, users } from '../stand-in/posts.records.js';

/** The three queries of the public comparisons. */
export const QUERIES = {
  users: '{ posts { title body user { id name } } }',
  posts: '{ posts { title } }',
  greet: '{ greet }',
} as const;

/** Name of one of them. */
export type QueryName = keyof typeof QUERIES;

/** What `greet` says. */
export const GREETING = 'Hello World!';

const DATA: Readonly<Record<QueryName, unknown>> = {
  users: {
    posts: posts.map(({ title, body, userId }) => {
      const user = users.find(({ id }) => id === userId);
      return { title, body, user: user ? { id: user.id, name: user.name } : null };
    }),
  },
  posts: { posts: posts.map(({ title }) => ({ title })) },
  greet: { greet: GREETING },
};

/** The right `data` of a query. */
export const dataOf = (name: QueryName): unknown => DATA[name];

/** A query as it is asked: always the same bytes, by nobody in particular. */
export function question(name: QueryName): Question {
  const body = JSON.stringify({ query: QUERIES[name] });
  const headers = { 'content-type': 'application/json' };
  const request = { body, headers };
  return {
    path: '/graphql',
    request: () => request,
    leastBytes: JSON.stringify({ data: DATA[name] }).length,
    expected: () => DATA[name],
  };
}
