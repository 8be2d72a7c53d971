import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startKiosk } from './support/kiosk-server.js';

test('a masked error is found in the log under its id, with its cause and nothing of it in the answer', async () => {
  await using kiosk = await startKiosk({ production: true });
  const { status, text, body } = await kiosk.post({ query: '{ broken hello }' });
  assert.equal(status, 200);
  assert.deepEqual({ ...body.data }, { broken: null, hello: 'hello you' });
  const error = body.errors?.[0];
  assert.deepEqual(error?.path, ['broken']);
  assert.doesNotMatch(text, /10\.1\.2\.3|secret|ECONNREFUSED/);
  const line = kiosk.lines.find(({ errorId }) => errorId === error.extensions['errorId']);
  assert.match(String(line?.['error']), /ECONNREFUSED 10\.1\.2\.3:8080/);
});

test('an error of a resolver for the client keeps its code, and status 200', async () => {
  await using kiosk = await startKiosk({ production: true });
  const { status, body } = await kiosk.post({ query: '{ unavailable }' });
  assert.equal(status, 200);
  assert.equal(body.errors?.[0]?.extensions['code'], 'UPSTREAM_UNAVAILABLE');
});

test('compiled operations report the same errors', async () => {
  await using kiosk = await startKiosk();
  const request = { query: '{ unavailable broken }' };
  const first = await kiosk.post(request);
  for (let use = 0; use < 4; use++) await kiosk.post(request);
  const last = await kiosk.post(request);
  const codes = ({ body }: typeof first) =>
    body.errors?.map(({ path, extensions }) => [path, extensions['code']]).sort();
  assert.deepEqual(codes(last), codes(first));
  assert.match(await kiosk.metrics.registry.metrics(), /vitrine_executions_total\{engine="compiled"\} [1-9]/);
});

test('what the context refuses is the answer, and what it breaks is masked', async () => {
  await using kiosk = await startKiosk({
    createContext: () => {
      throw new Error('no context at /srv/app/context.js');
    },
  });
  const { status, text, body } = await kiosk.post({ query: '{ hello }' });
  assert.equal(status, 500);
  assert.equal(body.errors?.[0]?.extensions['code'], 'INTERNAL_SERVER_ERROR');
  assert.doesNotMatch(text, /srv/);
});

test('a client of plain JSON gets status 200 for a refused document, other clients 400', async () => {
  await using kiosk = await startKiosk();
  const statusFor = async (accept: string) =>
    (await kiosk.post({ query: '{ nonsense }' }, { accept })).status;
  assert.equal(await statusFor('application/json'), 200);
  assert.equal(await statusFor('application/graphql-response+json'), 400);
  assert.equal(await statusFor('application/graphql-response+json, application/json;q=0.9'), 400);
  assert.equal(await statusFor('*/*'), 400);
});

test('a value of the client comes back in part only', async () => {
  await using kiosk = await startKiosk();
  const value = 'x'.repeat(20_000);
  const query = 'query ($v: Colour) { hello(colour: $v) }';
  const { text, body } = await kiosk.post({ query, variables: { v: value } });
  assert.equal(body.errors?.[0]?.extensions['code'], 'BAD_USER_INPUT');
  assert.ok(text.length < 600);
});
