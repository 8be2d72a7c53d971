import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auditServer } from 'graphql-http';
import { startKiosk } from './support/kiosk-server.js';

/** Runs the audits of graphql-http, with the header that the protection against request forgery asks of GET requests. */
async function audit(production: boolean): Promise<{ passed: number; failed: string[] }> {
  await using kiosk = await startKiosk({ production });
  const results = await auditServer({
    url: kiosk.url,
    fetchFn: (url: string, init?: RequestInit) =>
      fetch(url, { ...init, headers: { ...(init?.headers as object), 'apollo-require-preflight': '1' } }),
  });
  const failed = results.filter(({ status }) => status !== 'ok').map(({ id }) => id);
  return { passed: results.length - failed.length, failed };
}

test('all 61 audits of GraphQL over HTTP pass in development', async () => {
  assert.deepEqual(await audit(false), { passed: 61, failed: [] });
});

test('in production only the five audits that query introspection fail', async () => {
  const { passed, failed } = await audit(true);
  assert.equal(passed, 56);
  assert.deepEqual(failed.sort(), ['28B9', '2EA1', '6A70', 'BF61', 'D6D5']);
});
