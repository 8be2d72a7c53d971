import { chain, NULL, view } from '../../../datasources/chain/chain.js';
import { ok, type Outcome } from '../../../datasources/chain/outcome.js';
import { source, type PublicContext } from '../../../datasources/chain/source.js';
import type { Endpoint } from '../../../datasources/http/endpoint.js';
import { isRecord, type JsonRecord } from '../../../datasources/parsing/json.js';
import { RecordReader } from '../../../datasources/parsing/record-reader.js';
import type { Post, User } from './posts.schema.js';

/** Most users in one call; 1: each is asked for by itself. */
const USERS_PER_CALL = process.env['USERS'] === 'bulk' ? 50 : 1;
/** Nothing is to be cut short while the processor is saturated. */
const TIMEOUT_MS = 400;

/** The one key of the list of posts. */
export const LIST = 'all';

const postsEndpoint: Endpoint<'PUBLIC'> = {
  upstream: 'CONTENT', // the names of upstreams are a closed list: posts and users stand where videos and accounts do
  id: 'CONTENT.posts',
  method: 'GET',
  path: '/posts',
  scope: 'PUBLIC',
  timeoutMs: TIMEOUT_MS,
};

const usersEndpoint: Endpoint<'PUBLIC'> = {
  upstream: 'ACCOUNTS',
  id: 'ACCOUNTS.users',
  method: 'GET',
  path: '/users',
  scope: 'PUBLIC',
  timeoutMs: TIMEOUT_MS,
};

const postsSource = source({
  id: postsEndpoint.id,
  upstream: postsEndpoint.upstream,
  scope: postsEndpoint.scope,
  maxBatch: 1,
  timeoutMs: TIMEOUT_MS,
  async load(_ids, context: PublicContext) {
    const posts = recordsOf(await context.call(postsEndpoint, {})).flatMap(
      (record) => readPost(record) ?? [],
    );
    return new Map([[LIST, ok<readonly Post[]>(posts)]]);
  },
});

const usersSource = source({
  id: usersEndpoint.id,
  upstream: usersEndpoint.upstream,
  scope: usersEndpoint.scope,
  maxBatch: USERS_PER_CALL,
  timeoutMs: TIMEOUT_MS,
  async load(ids, context: PublicContext) {
    const suffix = USERS_PER_CALL === 1 ? `/${String(ids[0])}` : `?${ids.map((id) => `id=${id}`).join('&')}`;
    const answer = await context.call(usersEndpoint, { suffix });
    const users = new Map<string, Outcome<User>>();
    for (const record of recordsOf(Array.isArray(answer) ? answer : [answer])) {
      const user = readUser(record);
      if (user) users.set(String(user.id), ok(user));
    }
    return users;
  },
});

/** `Query.posts` */
export const allPosts = view('Query.posts', chain('Posts', { primary: postsSource }), {
  pick: (posts) => posts,
  end: NULL,
});

/** `Post.user` */
export const postUser = view('Post.user', chain('User', { primary: usersSource }), {
  pick: (user) => user,
  end: NULL,
});

const recordsOf = (answer: unknown): readonly JsonRecord[] =>
  Array.isArray(answer) ? answer.filter(isRecord) : [];

function readPost(record: JsonRecord): Post | null {
  const reader = new RecordReader(record);
  const post = {
    id: reader.integer('id'),
    userId: reader.integer('userId'),
    title: reader.text('title') ?? '',
    body: reader.text('body') ?? '',
  };
  return reader.faulty ? null : post;
}

function readUser(record: JsonRecord): User | null {
  const reader = new RecordReader(record);
  const user = {
    id: reader.integer('id'),
    name: reader.text('name') ?? '',
    username: reader.text('username') ?? '',
    email: reader.text('email') ?? '',
    phone: reader.text('phone'),
    website: reader.text('website'),
  };
  return reader.faulty ? null : user;
}
