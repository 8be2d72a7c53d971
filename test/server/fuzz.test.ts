import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { GraphQLError } from 'graphql';
import { parseBody } from '../../src/server/json-body.js';
import { startKiosk } from './support/kiosk-server.js';

test('whatever the bytes, a body is parsed or refused as BAD_REQUEST', () => {
  const body = fc.oneof(
    fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    fc.json().map((text) => Buffer.from(text)),
    fc.string({ unit: 'binary' }).map((text) => Buffer.from(JSON.stringify({ query: text }))),
  );
  fc.assert(
    fc.property(body, (bytes) => {
      try {
        parseBody(bytes);
      } catch (error) {
        assert.ok(error instanceof GraphQLError);
        assert.equal(error.extensions['code'], 'BAD_REQUEST');
      }
    }),
    { seed: 1, numRuns: 3_000 },
  );
});

/** A valid request cut, doubled and overwritten at places. */
const mutated = fc
  .tuple(
    fc.constantFrom(
      '{"query":"query Q($n: Int = 3) { feed(first: $n) { nodes { id product { id coupons { code } } } } }","variables":{"n":2}}',
      '{"query":"{ hello(name: \\"x\\", colour: RED) ...F } fragment F on Query { broken unavailable }","operationName":null}',
    ),
    fc.array(fc.tuple(fc.nat(200), fc.nat(8), fc.string({ maxLength: 6, unit: 'binary' })), {
      minLength: 1,
      maxLength: 4,
    }),
  )
  .map(([text, edits]) =>
    edits.reduce<string>(
      (edited, [at, length, insert]) => edited.slice(0, at) + insert + edited.slice(at + length),
      text,
    ),
  );

test('mutated requests never break the server: no status of ours above 499, JSON answers, masked errors only', async () => {
  await using kiosk = await startKiosk({ production: true });
  await fc.assert(
    fc.asyncProperty(mutated, async (payload) => {
      const headers = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };
      const answer = await kiosk.server.inject({ method: 'POST', url: '/graphql', headers, payload });
      assert.ok(answer.statusCode < 500, `${answer.statusCode} ${payload}`);
      const { errors = [] } = JSON.parse(answer.payload) as { errors?: { extensions: { code: string } }[] };
      assert.ok(errors.every(({ extensions }) => typeof extensions.code === 'string'));
      assert.doesNotMatch(answer.payload, /ECONNREFUSED|secret\.js|node_modules/);
    }),
    { seed: 2, numRuns: 1_500 },
  );
});
