import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Contestant } from '../contestants/contestant.js';
import { freePort, type Command } from '../measure/processes.js';
import { GREETING } from './questions.js';

/** How Tailcall is configured. */
export interface TailcallOptions {
  /** Users by `/users?id=…` in one call, or each by its own. */
  readonly bulk: boolean;
  /** Whether equal calls, and equal queries, in flight share one answer. */
  readonly dedupe: boolean;
}

const HOME = join(import.meta.dirname, '../../../bench/posts-users/tailcall');
const PROGRAM = join(HOME, 'node_modules/@tailcallhq/core-linux-x64-gnu/bin/tailcall');

/** Tailcall 1.0.0 with one worker. */
export const tailcall = (name: string, options: TailcallOptions): Contestant => ({
  name,
  title: 'Tailcall 1.0.0',
  configuration: `one worker, ${options.bulk ? 'batching' : 'a call per user'}, dedupe ${options.dedupe ? 'on' : 'off'}`,
  missing: () => (existsSync(PROGRAM) ? null : `run npm ci in bench/posts-users/tailcall`),
  command: (upstream) => commandOf(upstream, options),
});

async function commandOf(upstream: string, options: TailcallOptions): Promise<Command> {
  const port = await freePort();
  const path = join(mkdtempSync(join(tmpdir(), 'bench-tailcall-')), 'posts-users.graphql');
  writeFileSync(path, schemaOf(upstream, port, options));
  return {
    program: PROGRAM,
    args: ['start', path],
    env: { TAILCALL_LOG_LEVEL: 'error', TAILCALL_TRACKER: 'false', TC_TRACKER: 'false' },
    listensAt: `http://127.0.0.1:${port}`,
    readyAt: '/status',
  };
}

/** The delay of batches is the smallest that there is: none is given for calls of one query. */
function schemaOf(upstream: string, port: number, { bulk, dedupe }: TailcallOptions): string {
  const shares = dedupe ? ', dedupe: true' : '';
  const user = bulk
    ? `url: "${upstream}/users", query: [{ key: "id", value: "{{.value.userId}}" }], batchKey: ["id"]`
    : `url: "${upstream}/users/{{.value.userId}}"`;
  return `schema
  @server(port: ${port}, hostname: "127.0.0.1", workers: 1)
  @upstream(batch: { delay: 1, maxSize: 100, headers: [] }, poolMaxIdlePerHost: 200, tcpKeepAlive: 60) {
  query: Query
}

type Query {
  posts: [Post] @http(url: "${upstream}/posts"${shares})
  greet: String @expr(body: "${GREETING}")
}

type User {
  id: Int!
  name: String!
  username: String!
  email: String!
  phone: String
  website: String
}

type Post {
  id: Int!
  userId: Int!
  title: String!
  body: String!
  user: User @http(${user}${shares})
}
`;
}
