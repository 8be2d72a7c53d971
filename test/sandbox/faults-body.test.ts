import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import type { Fault, Sandbox } from '../../sandbox/index.js';
import { startSandbox } from '../../sandbox/index.js';
import { at, send } from './support/http.js';
import { rawCall, requestText } from './support/raw.js';

const BODY = JSON.stringify({ ids: ['720000000001'] });
const CALL = requestText('POST', '/stocks:batchGet', BODY);

describe('faults of status and body', () => {
  let sandbox: Sandbox;
  let url: string;
  before(async () => {
    sandbox = await startSandbox({ only: ['INVENTORY', 'ALGORITHM', 'LEGACY'] });
    url = sandbox.urls.INVENTORY;
  });
  after(() => sandbox.close());
  afterEach(() => sandbox.setFaults('INVENTORY', []));
  const set = (...faults: Fault[]) => sandbox.setFaults('INVENTORY', faults);
  const raw = async (): Promise<{ head: string; body: string }> => {
    const { text } = await rawCall(url, CALL.replace('x-device-id', 'connection: close\r\nx-device-id'));
    const cut = text.indexOf('\r\n\r\n');
    return { head: text.slice(0, cut).toLowerCase(), body: text.slice(cut + 4) };
  };

  it('STATUS answers its status with an error body, and Retry-After when given', async () => {
    await set({ kind: 'STATUS', args: { status: 429, retryAfter: 3 } });
    const limited = await send(`${url}/stocks:batchGet`, BODY);
    assert.deepEqual([limited.status, limited.headers.get('retry-after')], [429, '3']);
    assert.equal(at(limited.json, 'error', 'code'), 'RESOURCE_EXHAUSTED');
    await set({ kind: 'STATUS', args: { status: 503 } });
    const down = await send(`${url}/stocks:batchGet`, BODY);
    assert.deepEqual([down.status, down.headers.get('retry-after')], [503, null]);
  });

  it('REDIRECT points to an address nobody should follow', async () => {
    await set({ kind: 'REDIRECT' });
    assert.match((await raw()).head, /^http\/1\.1 302[^]*location: http:\/\/169\.254\.169\.254\//);
  });

  it('HTML and EMPTY_BODY answer 200 without JSON', async () => {
    await set({ kind: 'HTML' });
    const html = await raw();
    assert.match(html.head, /^http\/1\.1 200[^]*content-type: text\/html/);
    assert.match(html.body, /<h1>/);
    await set({ kind: 'EMPTY_BODY' });
    assert.deepEqual([(await raw()).head.slice(0, 12), (await raw()).body], ['http/1.1 200', '']);
    await set({ kind: 'EMPTY_BODY', args: { status: 204 } });
    assert.match((await raw()).head, /^http\/1\.1 204/);
  });

  it('BAD_JSON breaks the body in six ways', async () => {
    const body = async (variant: string): Promise<string> => {
      await set({ kind: 'BAD_JSON', args: { variant } });
      return Buffer.from((await raw()).body, 'latin1').toString('utf8');
    };
    assert.throws(() => JSON.parse(''));
    for (const variant of ['cut', 'nan', 'bom', 'two']) {
      const text = await body(variant);
      assert.throws(() => JSON.parse(text), SyntaxError, variant);
    }
    assert.match(await body('nan'), /:NaN/);
    assert.equal((await body('bom')).charCodeAt(0), 0xfeff);
    assert.match(await body('deep'), /^\[{100000}\]{100000}$/);
    const poisoned = JSON.parse(await body('proto')) as object;
    assert.ok(
      Object.hasOwn(poisoned, '__proto__') &&
        Object.hasOwn(poisoned, 'constructor') &&
        Object.hasOwn(poisoned, 'results'),
    );
  });

  it('HUGE sends its bytes without announcing a length', async () => {
    await set({ kind: 'HUGE', args: { bytes: 3_000_000 } });
    const response = await fetch(`${url}/stocks:batchGet`, {
      method: 'POST',
      body: BODY,
      headers: { 'content-type': 'application/json' },
    });
    assert.equal(response.headers.get('content-length'), null);
    assert.equal((await response.text()).length, 3_000_000 + '{"padding":""}'.length);
  });

  it('BAD_GZIP announces an encoding that cannot be read, or is far larger than it looks', async () => {
    await set({ kind: 'BAD_GZIP' });
    const corrupt = await raw();
    assert.match(corrupt.head, /content-encoding: gzip/);
    assert.throws(() => gunzipSync(Buffer.from(corrupt.body, 'latin1')));
    await set({ kind: 'BAD_GZIP', args: { variant: 'bomb' } });
    assert.ok((await raw()).body.length < 2_000_000);
    await set({ kind: 'BAD_GZIP', args: { variant: 'br' } });
    assert.match((await raw()).head, /content-encoding: br/);
    await set({ kind: 'BAD_GZIP', args: { variant: 'layers' } });
    assert.equal((await raw()).head.split('gzip').length, 1_001);
  });

  it('EMPTY_SUCCESS holds nothing where something was asked for', async () => {
    await set({ kind: 'EMPTY_SUCCESS' });
    const empty = await send(`${url}/stocks:batchGet`, BODY);
    assert.deepEqual([empty.status, empty.json], [200, { results: {}, missing: [], errors: {} }]);
    await set({ kind: 'EMPTY_SUCCESS', args: { variant: 'code' } });
    assert.deepEqual((await send(`${url}/stocks:batchGet`, BODY)).json, { code: 500, data: null });
  });
});
