import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { failure, startFakeUpstreams, type FakeUpstreams, type Reply } from '../../support/fake-upstreams.js';
import { openRequest, type UpstreamRequest } from '../../support/upstream-request.js';
import { probe } from './probe.js';

const MIB = 1_048_576;

let upstreams: FakeUpstreams;
let request: UpstreamRequest;
before(async () => {
  upstreams = await startFakeUpstreams();
});
beforeEach(() => {
  request = openRequest(upstreams.urls);
});
afterEach(async () => {
  await request.close();
  upstreams.reset();
});
after(() => upstreams.close());

const answerWith = (reply: Reply) => upstreams.on('CATALOG', '/probe', () => reply);
const body = (text: string | Buffer, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status: 200,
  headers: { 'content-type': 'application/json', ...headers },
  body: text,
});

describe('a status', () => {
  const table: Readonly<Record<number, string>> = {
    400: 'UPSTREAM_4XX', 401: 'UPSTREAM_AUTH', 403: 'UPSTREAM_AUTH', 404: 'NOT_FOUND', 405: 'UPSTREAM_4XX',
    413: 'UPSTREAM_4XX', 415: 'UPSTREAM_4XX', 418: 'UPSTREAM_4XX', 429: 'UPSTREAM_LIMITED', 500: 'UPSTREAM_5XX',
    501: 'UPSTREAM_5XX', 502: 'BAD_GATEWAY', 503: 'BAD_GATEWAY', 504: 'UPSTREAM_5XX', 599: 'UPSTREAM_5XX',
  }; // prettier-ignore
  for (const [status, outcome] of Object.entries(table))
    it(`${status} is ${outcome}`, async () => {
      answerWith(failure(Number(status)));
      assert.equal((await probe(request)).outcome, outcome);
      assert.equal(upstreams.calls.length, 1);
    });

  for (const status of [301, 302, 303, 307, 308, 304])
    it(`${status} is not followed`, async () => {
      answerWith({ status, headers: { location: '/elsewhere' }, body: '' });
      assert.equal((await probe(request)).outcome, 'REDIRECT');
      assert.deepEqual(upstreams.calls.map(({ path }) => path), ['/probe']); // prettier-ignore
    });

  it('204 is an empty body', async () => {
    answerWith({ status: 204, headers: {}, body: '' });
    assert.equal((await probe(request)).outcome, 'EMPTY_BODY');
  });

  it('after early hints the answer counts', async () => {
    upstreams.on('CATALOG', '/probe', (_call, response) => {
      response.writeEarlyHints({ link: '</x>; rel=preload' });
      return body('{"a":1}');
    });
    assert.deepEqual((await probe(request)).answer, { a: 1 });
  });
});

describe('Retry-After', () => {
  const waits: readonly [status: number, header: string | null, outcome: string, waitMs: number | null][] = [
    [429, '7', 'UPSTREAM_LIMITED', 7_000],
    [429, null, 'UPSTREAM_LIMITED', 1_000],
    [429, '9999', 'UPSTREAM_LIMITED', 60_000],
    [503, '3', 'UPSTREAM_BUSY', 3_000],
    [503, 'Wed, 21 Oct 2026 07:28:00 GMT', 'BAD_GATEWAY', null],
    [500, '3', 'UPSTREAM_5XX', null],
  ];
  for (const [status, header, outcome, waitMs] of waits)
    it(`${header} with ${status} makes ${outcome} wait ${waitMs}`, async () => {
      answerWith(failure(status, header === null ? {} : { 'retry-after': header }));
      const ending = await probe(request);
      assert.deepEqual([ending.outcome, ending.retryAfterMs], [outcome, waitMs]);
    });
});

describe('a body', () => {
  const rows: Readonly<Record<string, readonly [Reply, string]>> = {
    'of JSON is parsed': [body('{"a":1}'), 'ok'],
    'of JSON with a charset is parsed': [
      body('{}', { 'content-type': 'application/json;charset=UTF-8' }),
      'ok',
    ],
    'with identity encoding is parsed': [body('{}', { 'content-encoding': 'identity' }), 'ok'],
    'of HTML is refused': [body('<html>', { 'content-type': 'text/html' }), 'CONTENT_TYPE'],
    'without a type is refused': [{ status: 200, headers: {}, body: '{}' }, 'CONTENT_TYPE'],
    'gzipped unasked is refused': [body(gzipSync('{}'), { 'content-encoding': 'gzip' }), 'DECODE'],
    'of nothing is refused': [body(''), 'EMPTY_BODY'],
    'cut off is refused': [body('{"results":{"1":{"a":'), 'PARSE'],
    'of two documents is refused': [body('{}{}'), 'PARSE'],
    'with NaN is refused': [body('{"a":NaN}'), 'PARSE'],
    'with a byte order mark is refused': [body('\ufeff{}'), 'PARSE'],
    'of 2 MiB is taken': [body(JSON.stringify('x'.repeat(2 * MIB - 2))), 'ok'],
    'of a byte more is refused': [body(JSON.stringify('x'.repeat(2 * MIB - 1))), 'TOO_LARGE'],
    'nested 100,000 deep is parsed or refused': [body('['.repeat(100_000) + ']'.repeat(100_000)), 'ok'],
  };
  for (const [name, [reply, outcome]] of Object.entries(rows))
    it(name, async () => {
      answerWith(reply);
      assert.equal((await probe(request)).outcome, outcome);
    });

  it('without a length is refused once it passes 2 MiB, not at its end', async () => {
    let sent = 0;
    upstreams.on('CATALOG', '/probe', (_call, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const piece = 'x'.repeat(65_536);
      const send = () => {
        if (response.destroyed) return;
        sent += piece.length;
        response.write(piece, () => setImmediate(send));
      };
      send();
      return undefined;
    });
    assert.equal((await probe(request)).outcome, 'TOO_LARGE');
    assert.ok(sent < 16 * MIB, `${sent} bytes were taken`);
  });
});

it('telemetry is told of every attempt and its outcome', async () => {
  answerWith(body('{}'));
  await probe(request);
  answerWith(body('['));
  await probe(request);
  answerWith(failure(500));
  await probe(request);
  assert.deepEqual(
    request.attempts,
    ['ok', 'PARSE', 'UPSTREAM_5XX'].map((outcome) => ({ operation: 'CATALOG.probe', outcome })),
  );
});
