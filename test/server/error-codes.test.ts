import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { ERROR_CODES, gatewayError, isErrorCode } from '../../schema/error-codes.js';
import { refusal } from '../../src/refusal.js';

const PAGE = 'docs/errors.md';

/** docs/errors.md, made from the table. */
function renderPage(): string {
  const rows = Object.entries(ERROR_CODES).map(
    ([code, { status, meaning, remedy }]) => `| \`${code}\` | ${status} | ${meaning} | ${remedy} |`,
  );
  return [
    '# Errors',
    '',
    '*Every error a client gets has one of these codes in `extensions.code`. Made from `schema/error-codes.ts` by',
    '`UPDATE_DOCS=1 npm test`; a test fails while the two differ.*',
    '',
    'The status is that of a request which was refused before it ran. An error of a single field stands beside `data`,',
    'and the status is 200. A client that accepts `application/json` alone gets 200 for refused documents and variables',
    'too. A limit that was exceeded is named in `extensions.reason`.',
    '',
    '| Code | Status | What happened | What to do |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

test('the codes are these; removing or renaming one breaks clients', () => {
  assert.deepEqual(
    Object.entries(ERROR_CODES).map(([code, { status }]) => `${code} ${status}`),
    [
      'BAD_REQUEST 400',
      'NOT_FOUND 404',
      'PAYLOAD_TOO_LARGE 413',
      'UNSUPPORTED_MEDIA_TYPE 415',
      'HEADERS_TOO_LARGE 431',
      'REQUEST_TIMEOUT 408',
      'GRAPHQL_PARSE_FAILED 400',
      'GRAPHQL_VALIDATION_FAILED 400',
      'OPERATION_RESOLUTION_FAILURE 400',
      'DOCUMENT_NOT_TRUSTED 403',
      'QUERY_TOO_COMPLEX 400',
      'RATE_LIMITED 429',
      'BAD_USER_INPUT 400',
      'SCENE_DISABLED 400',
      'UPSTREAM_UNAVAILABLE 200',
      'SERVICE_UNAVAILABLE 503',
      'PERSISTED_QUERY_NOT_SUPPORTED 200',
      'INTERNAL_SERVER_ERROR 500',
    ],
  );
});

test('docs/errors.md is the table', () => {
  if (process.env['UPDATE_DOCS'] !== undefined) writeFileSync(PAGE, renderPage());
  assert.equal(readFileSync(PAGE, 'utf8'), renderPage());
});

test('a gateway error ends a field: it carries its code and no HTTP status', () => {
  const error = gatewayError('SCENE_DISABLED', undefined, { reason: 'R' });
  assert.equal(error.message, ERROR_CODES.SCENE_DISABLED.meaning);
  assert.deepEqual(error.extensions, { reason: 'R', code: 'SCENE_DISABLED' });
});

test('a refusal ends a request with the status of its code', () => {
  const { extensions } = refusal('RATE_LIMITED', { headers: { 'retry-after': '3' } });
  const http = extensions['http'] as { status: number; headers: Map<string, string> };
  assert.equal(http.status, 429);
  assert.equal(http.headers.get('retry-after'), '3');
});

test('names of the object prototype are no codes', () => {
  assert.ok(!isErrorCode('constructor'));
  assert.ok(!isErrorCode('toString'));
});
