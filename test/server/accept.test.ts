import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acceptanceOf } from '../../src/server/accept.js';

const CASES: readonly (readonly [string | undefined, 'json only' | 'any' | 'none'])[] = [
  [undefined, 'any'],
  ['', 'any'],
  ['*/*', 'any'],
  ['application/*', 'any'],
  ['application/json', 'json only'],
  ['Application/JSON; charset=utf-8', 'json only'],
  ['application/json;q=0.5, text/html', 'json only'],
  ['application/graphql-response+json', 'any'],
  ['application/graphql-response+json, application/json;q=0.9', 'any'],
  ['application/json, */*;q=0.1', 'any'],
  ['text/html, */*;q=0', 'none'],
  ['text/html', 'none'],
  ['image/png', 'none'],
  ['multipart/mixed; deferSpec=20220824', 'none'],
  ['application/json;q=0', 'none'],
  ['application/json; callbackSpec=1.0', 'none'],
  ['application/graphql-response+json;q=0, application/json', 'json only'],
  [',;,', 'none'],
];

for (const [accept, expected] of CASES) {
  test(`Accept: ${accept} accepts ${expected}`, () => {
    const { acceptable, plainJsonOnly } = acceptanceOf(accept);
    assert.equal(acceptable, expected !== 'none');
    assert.equal(plainJsonOnly, expected === 'json only');
  });
}
