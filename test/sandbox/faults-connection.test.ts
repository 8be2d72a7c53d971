import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'node:http';
import type { Fault, Sandbox } from '../../sandbox/index.js';
import { startSandbox } from '../../sandbox/index.js';
import { at, get, send } from './support/http.js';
import { rawCall, requestText } from './support/raw.js';

const BODY = JSON.stringify({ ids: ['720000000001'] });
const CALL = requestText('POST', '/stocks:batchGet', BODY);

describe('faults of the connection', () => {
  let sandbox: Sandbox;
  let url: string;
  before(async () => {
    sandbox = await startSandbox({ only: ['INVENTORY'] });
    url = sandbox.urls.INVENTORY;
  });
  after(() => sandbox.close());
  afterEach(() => sandbox.setFaults('INVENTORY', []));
  const set = (...faults: Fault[]) => sandbox.setFaults('INVENTORY', faults);
  const works = async (): Promise<boolean> => (await send(`${url}/stocks:batchGet`, BODY)).status === 200;

  it('REFUSE closes the port, cuts open connections, and opens the same port again', async () => {
    const idle = rawCall(url, '', 3_000);
    await sleep(20);
    await set({ kind: 'REFUSE' });
    assert.match((await idle).end, /FIN|ECONNRESET/);
    assert.equal((await rawCall(url, CALL)).end, 'ECONNREFUSED');
    await set();
    assert.ok(await works());
  });

  it('REFUSE ends by itself after forMs, and starts after afterCalls', async () => {
    await set({ kind: 'REFUSE', forMs: 150 });
    assert.equal((await rawCall(url, CALL)).end, 'ECONNREFUSED');
    await sleep(250);
    assert.ok(await works());
    await set({ kind: 'REFUSE', afterCalls: 2 });
    assert.ok(await works());
    assert.ok(await works());
    await sleep(50);
    assert.equal((await rawCall(url, CALL)).end, 'ECONNREFUSED');
  });

  it('CONNECT_HANG leaves connections half open', async () => {
    await set({ kind: 'CONNECT_HANG' });
    const [first, second] = await Promise.all([rawCall(url, CALL, 300), rawCall(url, CALL, 300)]);
    assert.deepEqual([first.end, second.end], ['connecting', 'connecting']);
    await set();
    assert.ok(await works());
  });

  it('RESET ends a call before its first byte', async () => {
    await set({ kind: 'RESET' });
    assert.deepEqual(await rawCall(url, CALL), { text: '', end: 'ECONNRESET' });
  });

  it('RESET_MID_BODY ends a call inside its body', async () => {
    await set({ kind: 'RESET_MID_BODY' });
    const { text, end } = await rawCall(url, CALL);
    assert.equal(end, 'ECONNRESET');
    assert.match(text, /^HTTP\/1\.1 200/);
    const [head = '', body = ''] = text.split('\r\n\r\n');
    assert.ok(body.length > 0 && body.length < Number(/content-length: (\d+)/i.exec(head)?.[1]));
  });

  it('TRUNCATE ends short of the announced length, or without the last chunk', async () => {
    await set({ kind: 'TRUNCATE' });
    const short = await rawCall(url, CALL);
    const [head = '', body = ''] = short.text.split('\r\n\r\n');
    assert.equal(short.end, 'FIN');
    assert.ok(body.length < Number(/content-length: (\d+)/i.exec(head)?.[1]));
    await set({ kind: 'TRUNCATE', args: { chunked: 1 } });
    const chunked = await rawCall(url, CALL);
    assert.equal(chunked.end, 'FIN');
    assert.match(chunked.text, /transfer-encoding: chunked/i);
    assert.ok(!chunked.text.endsWith('0\r\n\r\n'));
  });

  it('CLOSE_IDLE closes a kept connection when it is used for the third time', async () => {
    await set({ kind: 'CLOSE_IDLE' });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const call = () =>
      new Promise<string>((resolve) => {
        const options = { agent, method: 'POST', headers: { 'content-type': 'application/json' } };
        const sent = request(`${url}/stocks:batchGet`, options, (response) => {
          response.resume().on('end', () => {
            resolve(String(response.statusCode));
          });
        });
        sent.on('error', (error: NodeJS.ErrnoException) => {
          resolve(error.code ?? 'error');
        });
        sent.end(BODY);
      });
    assert.deepEqual(
      [await call(), await call(), await call(), await call()],
      ['200', '200', 'ECONNRESET', '200'],
    );
    agent.destroy();
  });

  it('HANG accepts and never answers, and the call counts as aborted when the client leaves', async () => {
    sandbox.resetCalls();
    await set({ kind: 'HANG' });
    assert.deepEqual(await rawCall(url, CALL, 200), { text: '', end: 'open' });
    await sleep(20);
    const seen = sandbox.calls().INVENTORY['POST /stocks:batchGet'];
    assert.deepEqual([seen?.calls, seen?.aborted, seen?.recent[0]?.status], [1, 1, null]);
  });

  it('FREEZE holds every socket until it ends, then answers', async () => {
    await set({ kind: 'FREEZE', forMs: 300 });
    assert.deepEqual(await rawCall(url, CALL, 100), { text: '', end: 'open' });
    const late = await rawCall(url, CALL.replace('x-device-id', 'connection: close\r\nx-device-id'), 2_000);
    assert.match(late.text, /^HTTP\/1\.1 200/);
  });

  it('hits every n-th matching call by rate, only its path and its ids, and the first match acts', async () => {
    await set({ kind: 'STATUS', rate: 0.25, args: { status: 500 } });
    const statuses: number[] = [];
    for (let call = 0; call < 8; call += 1)
      statuses.push((await send(`${url}/stocks:batchGet`, BODY)).status);
    assert.deepEqual(statuses, [200, 200, 200, 500, 200, 200, 200, 500]);

    await set(
      { kind: 'STATUS', path: '/other' },
      { kind: 'STATUS', ids: ['720000000009'], args: { status: 502 } },
      { kind: 'STATUS', args: { status: 504 } },
    );
    assert.equal(
      (await send(`${url}/stocks:batchGet`, { ids: ['720000000009', '720000000001'] })).status,
      502,
    );
    assert.equal((await send(`${url}/stocks:batchGet`, BODY)).status, 504);

    await set({ kind: 'STATUS', afterCalls: 2 });
    const later: number[] = [];
    for (let call = 0; call < 4; call += 1) later.push((await send(`${url}/stocks:batchGet`, BODY)).status);
    assert.deepEqual(later, [200, 200, 500, 500]);
  });

  it('a fault of the whole service spares the administration', async () => {
    await set({ kind: 'REFUSE' });
    const { json } = await get(`${sandbox.adminUrl}/faults`);
    assert.deepEqual(at(json, 'INVENTORY'), [{ kind: 'REFUSE' }]);
  });
});
