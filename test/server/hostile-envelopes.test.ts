import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { checkRow } from './support/hostile-row.js';
import type { HostileRow } from './support/hostile-row.js';
import type { SentRequest } from './support/http-send.js';
import { startKiosk } from './support/kiosk-server.js';
import type { KioskServer } from './support/kiosk-server.js';

const GRAPHQL = 'application/graphql-response+json';
const QUERY = JSON.stringify({ query: '{ hello }' });
const CSRF = { 'apollo-require-preflight': '1' };

const post = (body: string | Buffer | undefined, headers: Record<string, string> = {}): SentRequest => ({
  headers: { accept: GRAPHQL, 'content-type': 'application/json', ...headers },
  ...(body !== undefined && { body }),
});
const bare = (body: string, headers: Record<string, string> = {}): SentRequest => ({
  headers: { accept: GRAPHQL, ...headers },
  body,
});
const get = (search: string, headers: Record<string, string> = CSRF): SentRequest => ({
  method: 'GET',
  path: `/graphql?${search}`,
  headers: { accept: GRAPHQL, ...headers },
});
const query = (text: string) => `query=${encodeURIComponent(text)}`;
const json = (value: unknown) => JSON.stringify(value);

const badRequest = (id: string, what: string, request: SentRequest): HostileRow => ({
  id,
  what,
  request,
  status: [400],
  code: 'BAD_REQUEST',
});
const refusedType = (id: string, what: string, request: SentRequest): HostileRow => ({
  id,
  what,
  request,
  status: [415],
  code: 'UNSUPPORTED_MEDIA_TYPE',
});

const ROWS: readonly HostileRow[] = [
  ...['PUT', 'DELETE', 'PATCH', 'TRACE'].map((method): HostileRow => ({
    id: 'A1',
    what: method,
    request: { method, headers: { accept: GRAPHQL } },
    status: [405],
    code: 'BAD_REQUEST',
    also: ({ headers }) => assert.equal(headers.allow, 'GET, POST'),
  })),
  badRequest('A2', 'GET without a header that forces a preflight', get(query('{ hello }'), {})),
  badRequest('A3', 'GET with an empty header', get(query('{ hello }'), { 'apollo-require-preflight': '' })),
  ...['text/plain', '/', 'x'].map((type, at): HostileRow => ({
    id: at === 0 ? 'A4' : 'A5',
    what: `GET with content-type ${type}`,
    request: get(query('{ hello }'), { ...CSRF, 'content-type': type }),
    status: [415],
    code: 'BAD_REQUEST',
  })),
  {
    id: 'A6',
    what: 'mutation by GET',
    request: get(query('mutation { buy }')),
    status: [405],
    code: 'BAD_REQUEST',
    also: ({ headers }) => assert.equal(headers.allow, 'POST'),
  },
  {
    id: 'A7',
    what: 'mutation by GET behind a fragment',
    request: get(query('mutation { ...F } fragment F on Mutation { buy }')),
    status: [405],
    code: 'BAD_REQUEST',
  },
  {
    id: 'A7',
    what: 'mutation by GET behind operationName',
    request: get(`${query('query A { hello } mutation B { buy }')}&operationName=B`),
    status: [405],
    code: 'BAD_REQUEST',
  },
  badRequest('A8', 'query twice in the URL', get(`${query('{ hello }')}&${query('{ hello }')}`)),
  badRequest('A9', 'POST without content-type', bare(QUERY)),
  badRequest('A10', 'text/plain', bare(QUERY, { 'content-type': 'text/plain' })),
  badRequest('A10', 'text/plain with the header', bare(QUERY, { 'content-type': 'text/plain', ...CSRF })),
  badRequest('A11', 'form', bare('query={hello}', { 'content-type': 'application/x-www-form-urlencoded' })),
  badRequest('A12', 'multipart', bare('--x--', { 'content-type': 'multipart/form-data; boundary=x' })),
  refusedType('A13', 'XML', bare('<q/>', { 'content-type': 'application/xml' })),
  ...['application/json\t; charset=utf-8', 'application/json;;', 'APPLICATION/JSON'].map(
    (type): HostileRow => ({
      id: 'A14',
      what: type,
      request: post(QUERY, { 'content-type': type }),
      status: [200, 415],
      mayRun: true,
    }),
  ),
  ...['iso-2022-jp', 'utf-7', 'utf-16', '"utf-16"'].map((charset) =>
    refusedType('A15', charset, post(QUERY, { 'content-type': `application/json; charset=${charset}` })),
  ),
  ...['gzip', 'br', Array(50).fill('gzip').join(', ')].map((encoding) =>
    refusedType('A16', encoding.slice(0, 20), post(QUERY, { 'content-encoding': encoding })),
  ),
  {
    id: 'A17',
    what: 'a body of exactly the limit',
    request: post(QUERY.padEnd(100 * 1024)),
    status: [200],
    mayRun: true,
  },
  {
    id: 'A17',
    what: 'a body one byte over the limit',
    request: post(QUERY.padEnd(100 * 1024 + 1)),
    status: [413],
    code: 'PAYLOAD_TOO_LARGE',
  },
  ...['', '""', 'null', '0', 'true'].map((body) => badRequest('A20', `body ${body}`, post(body))),
  ...['{"query":', '{"query":"{ hello }"} x', '{"query": NaN}'].map((body) =>
    badRequest('A21', body, post(body)),
  ),
  badRequest('A22', 'an empty object', post('{}')),
  badRequest('A23', 'an empty batch', post('[]')),
  {
    ...badRequest('A23', 'a batch of ten', post(json(Array(10).fill({ query: '{ hello }' })))),
    also: (_answer, body) => assert.match(body.errors?.[0]?.message ?? '', /batching disabled/i),
  },
  ...[{}, 1, false, ['{ hello }'], { kind: 'Document', definitions: [] }].map((value) =>
    badRequest('A24', `query ${json(value)}`, post(json({ query: value }))),
  ),
  ...['variables', 'extensions'].flatMap((name) =>
    ['text', 7, []].map((value) =>
      badRequest('A25', `${name} ${json(value)}`, post(json({ query: '{ hello }', [name]: value }))),
    ),
  ),
  ...[{}, 7, []].map((value) =>
    badRequest(
      'A27',
      `operationName ${json(value)}`,
      post(json({ query: '{ hello }', operationName: value })),
    ),
  ),
  ...[
    '{"query":"{ hello }","__proto__":{"polluted":1}}',
    '{"query":"{ hello }","variables":{"constructor":{"prototype":{"polluted":1}}}}',
    '{"query":"{ hello }","variables":{"\\u005f_proto__":{"polluted":1}}}',
  ].map((body): HostileRow => ({
    ...badRequest('A28', body, post(body)),
    also: () => assert.equal(({} as { polluted?: unknown }).polluted, undefined),
  })),
  {
    id: 'A29',
    what: 'query twice in the JSON: the last wins',
    request: post('{"query":"{ nonsense }","query":"{ hello }"}'),
    status: [200],
    mayRun: true,
  },
  badRequest(
    'A30',
    'invalid UTF-8',
    post(Buffer.concat([Buffer.from('{"query":"{ hello }'), Buffer.from([0xff]), Buffer.from('"}')])),
  ),
  badRequest('A30', 'a lone surrogate', post('{"query":"{ hello(name: \\"\\ud800\\") }"}')),
  badRequest('A30', 'NUL', post('{"query":"{ hello }","variables":{"v":"\\u0000"}}')),
  badRequest('A30', 'a byte order mark', post(`\ufeff${QUERY}`)),
  {
    id: 'A31',
    what: 'a browser without the header',
    request: { method: 'GET', path: `/graphql?${query('{ hello }')}`, headers: { accept: 'text/html' } },
    status: [400],
    code: 'BAD_REQUEST',
  },
  {
    id: 'A31',
    what: 'a browser with the header',
    request: {
      method: 'GET',
      path: `/graphql?${query('{ hello }')}`,
      headers: { accept: 'text/html', ...CSRF },
    },
    status: [406],
    code: 'BAD_REQUEST',
  },
  ...['{ hello }', 'mutation { buy }'].map((text): HostileRow => ({
    id: 'A32',
    what: `an image please: ${text}`,
    request: post(json({ query: text }), { accept: 'image/png' }),
    status: [406],
    code: 'BAD_REQUEST',
  })),
  {
    id: 'A33',
    what: 'deferred, parts only',
    request: post(json({ query: '{ ... @defer { hello } }' }), {
      accept: 'multipart/mixed; deferSpec=20220824',
    }),
    status: [406],
    code: 'BAD_REQUEST',
  },
  {
    id: 'A33',
    what: 'deferred, JSON accepted too',
    request: post(json({ query: '{ ... @defer { hello } }' }), {
      accept: `multipart/mixed; deferSpec=20220824, ${GRAPHQL}`,
    }),
    status: [400],
    code: 'GRAPHQL_VALIDATION_FAILED',
  },
  ...['__proto__', 'constructor'].map((name): HostileRow => ({
    id: 'A35',
    what: `a header named ${name}`,
    request: post(QUERY, { [name]: 'x' }),
    status: [200],
    mayRun: true,
  })),
  ...[
    '/',
    '/admin',
    '/graphql/../admin',
    '//',
    '/%00',
    '/%zz',
    '/graphql/',
    '/graphiql',
    '/playground',
    '/voyager',
  ].map((path): HostileRow => ({
    id: 'A36',
    what: path,
    request: { method: 'GET', path, headers: { accept: GRAPHQL } },
    status: [404],
    code: 'NOT_FOUND',
  })),
];

let kiosk: KioskServer;
before(async () => {
  kiosk = await startKiosk({ production: true });
});
after(() => kiosk[Symbol.asyncDispose]());

for (const row of ROWS) test(`${row.id} ${row.what}`.slice(0, 80), () => checkRow(kiosk, row));
