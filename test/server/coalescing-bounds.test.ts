import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { NEVER_LATE } from '../../src/load/loop-delay.js';
import { send } from './support/http-send.js';
import { startKiosk, type KioskServer } from './support/kiosk-server.js';
import { startSlowKiosk } from './support/slow-kiosk.js';

const VIEWER = { 'x-viewer-id': 'u1' };

test('a cookie of the answer is for one client alone, the rest of its head for all', async () => {
  await using kiosk = await startSlowKiosk();
  const answers = await kiosk.together('{ look }', 6);
  assert.equal(kiosk.executed(), 1);
  assert.equal(answers.filter(({ headers }) => headers.has('set-cookie')).length, 1);
  for (const { headers, text } of answers) {
    assert.equal(headers.get('x-kept'), 'yes');
    assert.equal(headers.get('content-type'), answers[0]?.headers.get('content-type'));
    assert.equal(text, answers[0]?.text);
  }
});

test('a change is made as often as it is asked for', async () => {
  await using kiosk = await startSlowKiosk();
  await kiosk.together('mutation { buy }', 3, VIEWER);
  assert.equal(kiosk.executed(), 3);
});

test('who asks after a change gets nothing that was begun before it', async () => {
  await using kiosk = await startKiosk({ requestDeadlineMs: 3_000 });
  const leaving = new AbortController();
  const first = askPatiently(kiosk, leaving.signal);
  await executed(kiosk, 1);
  await kiosk.post({ query: 'mutation { buy }' }, VIEWER);
  const second = askPatiently(kiosk, leaving.signal);
  await executed(kiosk, 3); // the third would wait for the first, had nothing been changed
  leaving.abort();
  await Promise.all([first, second]);
});

test('nobody waits longer for another than that one may take', async () => {
  await using kiosk = await startKiosk({ requestDeadlineMs: 300 });
  const leaving = new AbortController();
  const first = askPatiently(kiosk, leaving.signal);
  await executed(kiosk, 1);
  const second = askPatiently(kiosk, leaving.signal);
  await sleep(50);
  assert.equal(kiosk.counters.scopes.length, 1);
  await executed(kiosk, 2);
  leaving.abort();
  await Promise.all([first, second]);
});

test('who waits for another takes no room from those that are executed', async () => {
  const bounds = { initial: 1, least: 1, most: 1, rampMs: 0 };
  await using kiosk = await startSlowKiosk({ shedding: { bounds, loop: NEVER_LATE } });
  const headers = { 'content-type': 'application/json' };
  const look = () => send(kiosk.port, { headers, body: '{"query":"{ look }"}' });
  const waiting = Array.from({ length: 10 }, look);
  await sleep(50);
  const other = await send(kiosk.port, { headers, body: '{"query":"{ other: look }"}' });
  const answers = await Promise.all(waiting);
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
  assert.equal(other.status, 503);
});

test('a server that leaves closes the connections of those who waited, too', async () => {
  let ready = true;
  await using kiosk = await startSlowKiosk({ readiness: () => ({ ready, checks: [] }) });
  const asked = kiosk.together('{ look }', 5);
  await sleep(50);
  ready = false;
  const coalesced = (await asked).filter(({ headers }) => !headers.has('set-cookie'));
  assert.deepEqual(
    coalesced.map(({ headers }) => headers.get('connection')),
    Array(4).fill('close'),
  );
});

test('bodies that are no everyday ones are answered one by one', async () => {
  await using kiosk = await startSlowKiosk();
  await kiosk.together(`{ look } # ${'x'.repeat(17_000)}`, 2);
  assert.equal(kiosk.executed(), 2);
  await kiosk.together('{ look }', 2, { 'x-shadow': '1' });
  assert.equal(kiosk.executed(), 4);
  await kiosk.together('{ look }', 2, { 'x-viewer-id': 'no id!' });
  assert.equal(kiosk.executed(), 6);
  await kiosk.together('{ look }', 2, { 'x-deadline-ms': '20' });
  assert.equal(kiosk.executed(), 8);
});

async function executed({ counters }: KioskServer, times: number): Promise<void> {
  while (counters.scopes.length < times) await sleep(5);
}

/** Asks for what is never answered, until the signal. */
const askPatiently = ({ url }: KioskServer, signal: AbortSignal): Promise<Response | null> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...VIEWER },
    body: JSON.stringify({ query: '{ patient }' }),
    signal,
  }).catch(() => null);
