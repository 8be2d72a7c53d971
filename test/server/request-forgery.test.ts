import assert from 'node:assert/strict';
import { test } from 'node:test';
import { send } from './support/http-send.js';
import { startKiosk } from './support/kiosk-server.js';

const QUERY = 'mutation { buy }';
const TYPES = [
  undefined,
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
];
const ORIGINS = [undefined, 'null', 'https://evil.example'];

test('no request that a foreign page can send without asking runs anything', async () => {
  await using kiosk = await startKiosk({ production: true });
  for (const method of ['GET', 'POST']) {
    for (const type of TYPES) {
      for (const origin of ORIGINS) {
        const { status, headers } = await send(kiosk.port, {
          method,
          path: `/graphql?query=${encodeURIComponent(method === 'GET' ? '{ hello }' : QUERY)}`,
          headers: { ...(type && { 'content-type': type }), ...(origin && { origin }) },
          ...(method === 'POST' && { body: JSON.stringify({ query: QUERY }) }),
        });
        assert.equal(status, 400, `${method} ${type} ${origin}`);
        assert.equal(headers['access-control-allow-origin'], undefined);
      }
    }
  }
  assert.equal(kiosk.counters.resolverCalls, 0);
});

test('a preflight gets no permission', async () => {
  await using kiosk = await startKiosk({ production: true });
  const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
  const answer = await send(kiosk.port, { method: 'OPTIONS', headers });
  assert.equal(answer.status, 405);
  const granted = Object.keys(answer.headers).filter((name) => name.startsWith('access-control'));
  assert.deepEqual(granted, []);
});
