import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AnswerFacts } from '../../src/server/options.js';
import { KioskCounters } from './support/kiosk-schema.js';
import { startKiosk } from './support/kiosk-server.js';

test('the context is made from the facts of the request', async () => {
  await using kiosk = await startKiosk({ now: () => 1234, newId: () => 'id-7' });
  await kiosk.post({ query: '{ hello }' }, { 'x-viewer-id': 'u1' });
  const facts = kiosk.counters.scopes[0]?.facts;
  assert.equal(facts?.headers['x-viewer-id'], 'u1');
  assert.equal(facts.receivedAt, 1234);
  assert.equal(facts.requestId, 'id-7');
  assert.equal(facts.method, 'POST');
  assert.equal(facts.signal.aborted, false);
});

test('a client that leaves aborts the signal at once', async () => {
  await using kiosk = await startKiosk();
  const client = new AbortController();
  const answer = kiosk.post({ query: '{ patient }' });
  const left = fetch(kiosk.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ patient }' }),
    signal: client.signal,
  });
  while (kiosk.counters.scopes.length < 2) await sleep(5);
  const signal = kiosk.counters.scopes.at(-1)?.facts.signal;
  assert.ok(signal);
  const from = performance.now();
  client.abort();
  await assert.rejects(left);
  if (!signal.aborted) await once(signal, 'abort');
  assert.ok(performance.now() - from < 100);
  assert.deepEqual(kiosk.counters.scopes.at(-1)?.delivered, [false]);
  const line = kiosk.lines.findLast(({ msg }) => msg === 'request');
  assert.equal(line?.['status'], 499);
  // the other client waits on, undisturbed
  assert.equal(kiosk.counters.scopes[0]?.facts.signal.aborted, false);
  kiosk.server.server.closeAllConnections();
  await assert.rejects(answer);
});

test('the scope hears once that its answer went out', async () => {
  await using kiosk = await startKiosk();
  await kiosk.post({ query: '{ hello }' });
  await kiosk.post({ query: '{ nonsense }' });
  await sleep(10);
  assert.deepEqual(
    kiosk.counters.scopes.map(({ delivered }) => delivered),
    [[true], [true]],
  );
});

test('a scope that fails after the answer is logged and disturbs nobody', async () => {
  const counters = new KioskCounters();
  await using kiosk = await startKiosk({
    createContext: (facts) =>
      Object.assign(counters.createContext(facts), {
        afterResponse: () => {
          throw new Error('late failure');
        },
      }),
  });
  assert.equal((await kiosk.post({ query: '{ hello }' })).status, 200);
  await sleep(10);
  assert.ok(kiosk.lines.some(({ msg }) => msg === 'afterResponse failed'));
  assert.equal((await kiosk.post({ query: '{ hello }' })).status, 200);
});

test('the outcome of a scope adds extensions and headers to the answer', async () => {
  const counters = new KioskCounters();
  const seen: unknown[] = [];
  await using kiosk = await startKiosk({
    createContext: (facts) =>
      Object.assign(counters.createContext(facts), {
        outcome: ({ hasErrors }: AnswerFacts) => {
          seen.push(hasErrors);
          return {
            extensions: { degraded: { v: 1 } },
            headers: { 'cache-control': 'no-store', 'x-degraded': 'Query.feed;source=snapshot' },
            reasons: new Map([['RQ_ANON' as const, 2]]),
          };
        },
      }),
  });
  const { headers, body } = await kiosk.post({ query: '{ hello unavailable }' });
  assert.deepEqual(body.extensions, { degraded: { v: 1 } });
  assert.equal(headers.get('cache-control'), 'no-store');
  assert.equal(headers.get('x-degraded'), 'Query.feed;source=snapshot');
  assert.deepEqual(seen, [true]);
  await sleep(10);
  assert.deepEqual(kiosk.lines.find(({ msg }) => msg === 'request')?.['reasons'], { RQ_ANON: 2 });
});

test('requests can be handed in without a socket', async () => {
  await using kiosk = await startKiosk();
  const { statusCode, payload } = await kiosk.server.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify({ query: '{ hello }' }),
  });
  assert.equal(statusCode, 200);
  assert.deepEqual(JSON.parse(payload), { data: { hello: 'hello you' } });
  await sleep(10);
  assert.deepEqual(kiosk.counters.scopes[0]?.delivered, [true]);
});
