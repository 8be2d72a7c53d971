import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Sandbox } from '../../sandbox/index.js';
import { startSandbox } from '../../sandbox/index.js';
import { at, get, send } from './support/http.js';

const DOCUMENT = JSON.stringify({
  schemaVersion: 1,
  generatedAt: '2019-11-10T16:00:00.000Z',
  validUntil: '2019-11-11T16:00:00.000Z',
});
const HASH = createHash('sha256').update(DOCUMENT).digest('hex');
const POINTER = JSON.stringify({
  schemaVersion: 1,
  hash: HASH,
  url: `${HASH}.json`,
  generatedAt: '2019-11-10T16:00:00.000Z',
  validUntil: '2019-11-11T16:00:00.000Z',
});

describe('SNAPSHOT', () => {
  let sandbox: Sandbox;
  let base: string;
  before(async () => {
    sandbox = await startSandbox({ only: ['SNAPSHOT'] });
    base = `${sandbox.urls.SNAPSHOT}/home/all/v1`;
  });
  after(() => sandbox.close());
  const put = (name: string, body: string, headers = {}) =>
    send(`${base}/${name}.json`, body, headers, 'PUT');

  it('starts empty', async () => {
    assert.equal((await get(`${base}/latest.json`)).status, 404);
    assert.equal((await get(`${base}/${HASH}.json`)).status, 404);
  });

  it('keeps documents under their hash and pointers by name', async () => {
    assert.equal((await put('0'.repeat(64), DOCUMENT)).status, 400, 'another hash');
    assert.equal((await put(HASH, DOCUMENT)).status, 201);
    assert.equal((await put(HASH, DOCUMENT)).status, 204);
    assert.equal((await put('latest', POINTER)).status, 201);
    const document = await get(`${base}/${HASH}.json`, { 'accept-encoding': 'identity' });
    assert.equal(JSON.stringify(document.json), DOCUMENT);
    assert.match(document.headers.get('cache-control') ?? '', /max-age=31536000/);
    assert.equal((await get(`${base}/latest.json`)).headers.get('cache-control'), 'max-age=30');
    assert.equal((await get(`${base}/latest-legacy.json`)).status, 404);
    assert.equal((await put('latest-other', POINTER)).status, 404);
  });

  it('answers 304 to its ETag and 412 to a stale If-Match', async () => {
    const etag =
      (await get(`${base}/latest.json`, { 'accept-encoding': 'identity' })).headers.get('etag') ?? '';
    assert.equal(
      (await get(`${base}/latest.json`, { 'if-none-match': etag, 'accept-encoding': 'identity' })).status,
      304,
    );
    assert.equal((await put('latest', POINTER, { 'if-match': '"old"' })).status, 412);
    assert.equal((await put('latest', POINTER, { 'if-match': etag })).status, 204);
    assert.equal(
      (await put('latest-primary', POINTER, { 'if-match': etag })).status,
      412,
      'nothing there yet',
    );
  });

  it('compresses for readers that take gzip', async () => {
    const plain = await get(`${base}/${HASH}.json`, { 'accept-encoding': 'identity' });
    const zipped = await get(`${base}/${HASH}.json`, { 'accept-encoding': 'gzip' });
    assert.equal(zipped.headers.get('content-encoding'), 'gzip');
    assert.deepEqual(zipped.json, plain.json);
    assert.notEqual(zipped.headers.get('etag'), plain.headers.get('etag'));
  });

  it('acts out faults that only a snapshot store has', async () => {
    const identity = { 'accept-encoding': 'identity' };
    await sandbox.setFaults('SNAPSHOT', [{ kind: 'BAD_HASH' }]);
    const response = await fetch(`${base}/${HASH}.json`, { headers: identity });
    assert.notEqual(
      createHash('sha256')
        .update(await response.text())
        .digest('hex'),
      HASH,
    );

    await sandbox.setFaults('SNAPSHOT', [{ kind: 'FUTURE_DATE', args: { ms: 3_600_000 } }]);
    const pointer = (await get(`${base}/latest.json`, identity)).json;
    assert.equal(at(pointer, 'generatedAt'), '2019-11-10T17:00:00.000Z');
    const moved = await fetch(`${base}/${String(at(pointer, 'url'))}`, { headers: identity });
    const bytes = await moved.text();
    assert.equal(
      createHash('sha256').update(bytes).digest('hex'),
      at(pointer, 'hash'),
      'only the date is wrong',
    );
    assert.equal(at(JSON.parse(bytes), 'generatedAt'), '2019-11-10T17:00:00.000Z');

    await sandbox.setFaults('SNAPSHOT', [{ kind: 'OLD_SNAPSHOT' }]);
    assert.equal(
      at((await get(`${base}/latest.json`, identity)).json, 'generatedAt'),
      '2019-11-09T15:00:00.000Z',
    );
    await sandbox.setFaults('SNAPSHOT', []);
    assert.equal(at((await get(`${base}/latest.json`, identity)).json, 'hash'), HASH);
  });
});
