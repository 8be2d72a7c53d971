import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRateLimit } from '../../src/server/rate-limit.js';
import { startKiosk } from './support/kiosk-server.js';

const FULL_PAGE = '{ feed(first: 20) { nodes { product { id } } } }'; // 1 + 20 + 20 objects

test('a caller has two seconds of burst, then one of being over, then is refused', () => {
  let now = 0;
  const limit = createRateLimit(10_000, () => now);
  const kinds = Array.from({ length: 16 }, () => limit.charge('a', 2_000).kind);
  assert.deepEqual(kinds, [...Array<string>(10).fill('within'), ...Array<string>(5).fill('over'), 'refused']);
  now = 1_000;
  assert.equal(limit.charge('a', 2_000).kind, 'over');
  now = 10_000;
  assert.equal(limit.charge('a', 2_000).kind, 'within');
});

test('a refusal costs nothing and says when to come back', () => {
  const limit = createRateLimit(100, () => 0);
  for (let n = 0; n < 20; n++) limit.charge('a', 105);
  assert.deepEqual(limit.charge('a', 500), { kind: 'refused', retryAfterS: 6 });
  assert.deepEqual(limit.charge('a', 500), { kind: 'refused', retryAfterS: 6 });
});

test('callers do not share a budget', () => {
  const limit = createRateLimit(10, () => 0);
  for (let n = 0; n < 5; n++) limit.charge('a', 2_000);
  assert.equal(limit.charge('b', 2_000).kind, 'within');
});

test('B36: a client just under the cost limit is answered cheaply, then refused with Retry-After', async () => {
  await using kiosk = await startKiosk({
    rateLimitCostPerS: 100,
    pageSizes: { 'Query.feed': 20 },
    now: () => 0,
  });
  const statuses: number[] = [];
  for (let n = 0; n < 60; n++) {
    const { status, headers, body } = await kiosk.post({ query: FULL_PAGE }, { 'x-viewer-id': 'greedy' });
    statuses.push(status);
    if (status !== 429) continue;
    assert.equal(body.errors?.[0]?.extensions['code'], 'RATE_LIMITED');
    assert.match(headers.get('retry-after') ?? '', /^\d+$/);
  }
  assert.equal(statuses.indexOf(429), Math.floor(2_100 / 41));
  const over = kiosk.counters.scopes.filter(({ rateExceededCalls }) => rateExceededCalls === 1);
  assert.equal(over.length, statuses.length - Math.floor(2_000 / 41), 'refused ones are over their rate too');
  assert.equal((await kiosk.post({ query: FULL_PAGE }, { 'x-viewer-id': 'modest' })).status, 200);
});
