import assert from 'node:assert/strict';
import { test } from 'node:test';
import { send } from './support/http-send.js';
import { startKiosk } from './support/kiosk-server.js';

const TRUSTED = 'query Hello { hello }';

test('with the lock on, only registered documents run, byte for byte', async () => {
  await using kiosk = await startKiosk({ production: true, trustedDocuments: new Set([TRUSTED]) });
  assert.equal((await kiosk.post({ query: TRUSTED })).status, 200);
  for (const query of ['{ hello }', `${TRUSTED} `, 'query Hello { nonsense', '']) {
    const { status, body } = await kiosk.post({ query });
    assert.equal(status, 403, query);
    assert.equal(body.errors?.[0]?.extensions['code'], 'DOCUMENT_NOT_TRUSTED');
  }
  assert.equal(kiosk.counters.resolverCalls, 1);
});

test('by GET too, however the address is written', async () => {
  await using kiosk = await startKiosk({ production: true, trustedDocuments: new Set([TRUSTED]) });
  const headers = { 'apollo-require-preflight': '1' };
  const get = (search: string) => send(kiosk.port, { method: 'GET', path: `/graphql?${search}`, headers });
  assert.equal((await get(`query=${encodeURIComponent(TRUSTED)}`)).status, 200);
  for (const search of [
    'query={hello}',
    '%71uery=%7Bhello%7D',
    'query=%7Bhello%7D&x=1',
    'query=+{+hello+}',
  ]) {
    assert.notEqual((await get(search)).status, 200, search);
  }
  assert.equal(kiosk.counters.resolverCalls, 1);
});

test('the last of two queries in the JSON is both checked and run', async () => {
  await using kiosk = await startKiosk({ trustedDocuments: new Set([TRUSTED]) });
  const text = JSON.stringify(TRUSTED);
  assert.equal((await kiosk.post(`{"query":"{ feed { size } }","query":${text}}`)).status, 200);
  assert.equal((await kiosk.post(`{"query":${text},"query":"{ feed { size } }"}`)).status, 403);
});

test('automatic persisted queries are no way around', async () => {
  await using kiosk = await startKiosk({ trustedDocuments: new Set([TRUSTED]) });
  const extensions = { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } };
  const { body } = await kiosk.post({ extensions });
  assert.equal(body.errors?.[0]?.extensions['code'], 'PERSISTED_QUERY_NOT_SUPPORTED');
});

test('operation names become metric labels for registered documents only', async () => {
  await using kiosk = await startKiosk({ trustedDocuments: new Set([TRUSTED]) });
  await kiosk.post({ query: TRUSTED });
  await using open = await startKiosk();
  await open.post({ query: 'query Unregistered { hello }' });
  assert.match(
    await kiosk.metrics.registry.metrics(),
    /vitrine_requests_total\{operation="Hello",status="200"\} 1/,
  );
  assert.doesNotMatch(await open.metrics.registry.metrics(), /Unregistered/);
});
