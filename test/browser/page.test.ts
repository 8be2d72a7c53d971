import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { fastify, type FastifyInstance } from 'fastify';
import { buildSchema, parse, validate } from 'graphql';
import { EXAMPLES } from '../../src/playground/examples.js';
import { registerPlayground } from '../../src/playground/register-playground.js';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

function serverWithApi(enabled: boolean): FastifyInstance {
  const server = fastify();
  registerPlayground(server, { enabled });
  server.route({ method: ['GET', 'POST'], url: '/graphql', handler: () => ({ data: {} }) });
  return server;
}

describe('the playground', () => {
  let server: FastifyInstance;
  before(() => (server = serverWithApi(true)));
  after(() => server.close());
  const get = (url: string, headers: Record<string, string>) => server.inject({ url, headers });

  it('is shown to browsers, from our own origin alone', async () => {
    for (const url of ['/graphql', '/graphql?query={a}']) {
      const { statusCode, headers, body } = await get(url, { accept: BROWSER });
      assert.equal(statusCode, 200);
      assert.equal(headers['content-type'], 'text/html; charset=utf-8');
      assert.doesNotMatch(body, /https?:|<script>|<style|style=/);
      const policy = String(headers['content-security-policy']);
      assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'self'/);
      assert.doesNotMatch(policy, /unsafe|\*|http/);
    }
  });

  it('leaves every other request to the API', async () => {
    for (const accept of ['application/json', '*/*', 'application/graphql-response+json', '']) {
      assert.deepEqual((await get('/graphql', { accept })).json(), { data: {} });
    }
    const posted = await server.inject({
      method: 'POST',
      url: '/graphql',
      headers: { accept: BROWSER },
      body: {},
    });
    assert.deepEqual(posted.json(), { data: {} });
    assert.equal((await get('/graphqlx', { accept: BROWSER })).statusCode, 404);
  });

  it('serves its files so that they can be kept for ever', async () => {
    const { body } = await get('/graphql', { accept: BROWSER });
    const paths = [...body.matchAll(/\/graphql\/assets\/[^"]+/g)].map(([path]) => path);
    assert.deepEqual(paths.map((path) => path.split('.').at(-1)).toSorted(), ['css', 'js']);
    for (const path of paths) {
      const first = await get(path, {});
      assert.match(String(first.headers['cache-control']), /immutable/);
      assert.match(String(first.headers['content-type']), /^text\/(css|javascript)/);
      const again = await get(path, { 'if-none-match': String(first.headers.etag) });
      assert.deepEqual([again.statusCode, again.body], [304, '']);
    }
  });

  it('has no other files', async () => {
    for (const name of ['made-of', 'app.js', '..%2f..%2fpackage.json', '__proto__', '']) {
      assert.equal((await get(`/graphql/assets/${name}`, {})).statusCode, 404, name);
    }
  });

  it('does not exist where it is not enabled', async () => {
    const production = serverWithApi(false);
    const answer = await production.inject({ url: '/graphql', headers: { accept: BROWSER } });
    assert.deepEqual(answer.json(), { data: {} });
    await production.close();
  });

  it('offers examples that the schema understands, each with a name', () => {
    const schema = buildSchema(readFileSync('schema/schema.graphql', 'utf8'));
    for (const { query, headers } of EXAMPLES) {
      assert.deepEqual(validate(schema, parse(query)), []);
      assert.match(query, /^query [A-Z]\w+ \{/m);
      if (headers !== null) assert.doesNotThrow(() => void JSON.parse(headers));
    }
  });
});
