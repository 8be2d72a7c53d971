import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { buildSchema, execute, parse } from 'graphql';
import got from 'got';
import { hashOf } from '../../datasources/snapshot/document.contract.js';
import { runCommand } from '../../src/snapshots/command/run.js';
import { openTarget } from '../../src/snapshots/open-target.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { bytesOf, documentOf, putSnapshot } from './support/documents.js';
import { skipWithoutNginx, startNginx, type Nginx } from './support/nginx.js';

const schema = buildSchema(readFileSync(new URL('../../../schema/schema.graphql', import.meta.url), 'utf8'));
const SNAPSHOT_FEED = parse(
  readFileSync(new URL('../../../test/operations/snapshot-feed.graphql', import.meta.url), 'utf8'),
);
const FEED = '{ feed(sceneId: "home", first: 10) { serving { tier } nodes { id } } }';

interface Pointer {
  readonly hash: string;
  readonly url: string;
}

describe('snapshots behind nginx', { skip: skipWithoutNginx }, () => {
  let gateway: TestGateway;
  let nginx: Nginx;
  before(async () => {
    gateway = await startGateway();
    nginx = await startNginx(new URL(gateway.url).host);
    const lines: string[] = [];
    const args = ['publish', '--gateway', gateway.url, '--slots', gateway.upstreams.urls.SLOTS];
    const parts = { print: (text: string) => void lines.push(text), format: identity, version: '0.0.0' };
    assert.equal(await runCommand([...args, '--store', nginx.folder], parts), 0, lines.join('\n'));
  });
  after(async () => {
    await gateway.close();
    await nginx.stop();
  });

  const pointerOf = (scene: string) => `${nginx.url}/snapshots/${scene}/all/v1/latest.json`;
  const read = (url: string, headers: Record<string, string> = {}) =>
    got(url, { headers, decompress: false, throwHttpErrors: false, responseType: 'buffer' });

  it('are sent as they have to be: pointers for half a minute, documents for ever', async () => {
    const pointer = await read(pointerOf('home'), { 'accept-encoding': 'identity' });
    assert.equal(pointer.statusCode, 200);
    assert.equal(pointer.headers['cache-control'], 'max-age=30');
    assert.match(pointer.headers['content-type'] ?? '', /^application\/json; charset=utf-8$/);
    assert.match(pointer.headers.etag ?? '', /^"[^"]+"$/);
    const { hash, url } = JSON.parse(Buffer.from(pointer.body).toString()) as Pointer;
    const document = await read(new URL(url, pointerOf('home')).href, { 'accept-encoding': 'identity' });
    assert.equal(document.headers['cache-control'], 'public, max-age=31536000, immutable');
    assert.equal(hashOf(Buffer.from(document.body)), hash);
  });

  it('are not sent again to who has them, and gzipped to who takes that', async () => {
    const { headers, body } = await read(pointerOf('home'), { 'accept-encoding': 'identity' });
    const again = await read(pointerOf('home'), { 'if-none-match': headers.etag ?? '' });
    assert.deepEqual([again.statusCode, again.body.length], [304, 0]);
    assert.equal(again.headers['cache-control'], 'max-age=30');
    const { url } = JSON.parse(Buffer.from(body).toString()) as Pointer;
    const address = new URL(url, pointerOf('home')).href;
    const [plain, zipped] = [
      await read(address, { 'accept-encoding': 'identity' }),
      await read(address, { 'accept-encoding': 'gzip' }),
    ];
    assert.equal(zipped.headers['content-encoding'], 'gzip');
    assert.match(zipped.headers.vary ?? '', /accept-encoding/i);
    assert(zipped.body.length < plain.body.length / 4);
    assert.deepEqual(gunzipSync(zipped.body), Buffer.from(plain.body));
  });

  it('are all that it gives away', async () => {
    for (const path of [
      '/snapshots/',
      '/snapshots/home',
      '/snapshots/home/all/v1/',
      '/nginx.conf',
      '/snapshots/../nginx.conf',
    ])
      assert.equal((await read(`${nginx.url}${path}`)).statusCode, 404, path);
    const { statusCode } = await got.put(pointerOf('home'), { body: '{}', throwHttpErrors: false });
    assert.equal(statusCode, 403, 'clients only read');
    assert.equal((await read(pointerOf('no-such-scene'))).headers['cache-control'], undefined);
  });

  it('are what a gateway serves whose services are gone', async (test) => {
    const reader = await startGateway({ env: { SNAPSHOT_URL: `${nginx.url}/snapshots` } });
    test.after(() => reader.close());
    for (const upstream of ['ALGORITHM', 'CONTENT'] as const) reader.upstreams.fail(upstream);
    assert((await reader.metric('vitrine_snapshot_age_seconds', { scene: 'home' })) > 0);
    assert.equal(await reader.metric('vitrine_snapshot_refused_total'), 0);
    const { data } = await reader.ask(FEED);
    assert.deepEqual([data.feed.serving.tier, data.feed.nodes.length], ['CDN_SNAPSHOT', 10]);
  });

  it('are what a client reads by itself while no gateway answers, and an answer of the schema', async (test) => {
    const ask = () => got.post(`${nginx.url}/graphql`, { json: { query: FEED }, throwHttpErrors: false });
    const served = await ask();
    assert.equal(served.statusCode, 200);
    assert.match(served.body, /"tier":"PRIMARY"/);

    const alone = await startNginx('127.0.0.1:1');
    test.after(() => alone.stop());
    await cp(nginx.folder, alone.folder, { recursive: true });
    const refused = await got.post(`${alone.url}/graphql`, { json: { query: FEED }, throwHttpErrors: false });
    assert.equal(refused.statusCode, 503);
    assert.equal(refused.headers['cache-control'], 'no-store');
    const { errors } = JSON.parse(refused.body) as {
      errors: { extensions: { code: string; snapshots: string } }[];
    };
    assert.equal(errors[0]?.extensions.code, 'GATEWAY_UNREACHABLE');

    // From here on as a client: the address it was told, its scene, everybody's variant.
    const base = new URL(errors[0].extensions.snapshots, alone.url);
    const address = new URL('home/all/v1/latest.json', base);
    const pointer: Pointer = await got(address).json();
    const { operation, data } = await got(new URL(pointer.url, address)).json<{
      operation: string;
      data: object;
    }>();
    assert.equal(operation, 'SnapshotFeed');
    const variableValues = { sceneId: 'home' };
    const answer = await execute({ schema, document: SNAPSHOT_FEED, rootValue: data, variableValues });
    assert.equal(answer.errors, undefined);
    assert.deepEqual(JSON.parse(JSON.stringify(answer.data)), data);
  });

  it('can be published through it, by one publisher: nginx does not honour If-Match', async () => {
    const hash = await putSnapshot(nginx.putUrl, documentOf(Date.now(), { sceneId: 'put' }));
    const { body } = await read(pointerOf('put'));
    assert.equal((JSON.parse(Buffer.from(body).toString()) as Pointer).hash, hash);
    const target = openTarget(nginx.putUrl, '0.0.0');
    const path = 'put/all/v1/latest.json';
    assert.equal(await target.write(path, bytesOf({}), { etag: '"another"' }), 'written');
    assert.equal(Buffer.from((await read(pointerOf('put'))).body).toString(), '{}');
  });
});

const identity = (json: string) => Promise.resolve(json);
