import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { send } from './support/http-send.js';
import { startKiosk } from './support/kiosk-server.js';

test('liveness answers while the process turns', async () => {
  await using kiosk = await startKiosk({ readiness: () => ({ ready: false, checks: [] }) });
  const { status, headers, text } = await send(kiosk.port, { method: 'GET', path: '/livez' });
  assert.equal(status, 200);
  assert.equal(headers['cache-control'], 'no-store');
  assert.deepEqual(JSON.parse(text), { status: 'ok' });
});

test('readiness says what is missing', async () => {
  let ready = false;
  const checks = [{ name: 'schema', ok: true }];
  await using kiosk = await startKiosk({ readiness: () => ({ ready, checks }) });
  const ask = () => send(kiosk.port, { method: 'GET', path: '/readyz' });
  const starting = await ask();
  assert.equal(starting.status, 503);
  assert.deepEqual(JSON.parse(starting.text), { ready: false, checks });
  ready = true;
  assert.equal((await ask()).status, 200);
});

test('metrics count requests, errors and calls', async () => {
  await using kiosk = await startKiosk();
  await kiosk.post({ query: '{ hello }' });
  await kiosk.post({ query: '{ nonsense }' });
  kiosk.metrics.upstreamCall({ upstream: 'PRICING', operation: 'prices', outcome: 'ok', ms: 12 });
  kiosk.metrics.counted('PR_PRICE', 3);
  kiosk.metrics.field({
    coordinate: 'Product.pricing',
    source: 'lkg',
    outcome: 'degraded',
    reason: 'TIMEOUT',
    arm: 'none',
  });
  await sleep(10);
  const { headers, text } = await send(kiosk.port, { method: 'GET', path: '/metrics' });
  assert.match(headers['content-type'] ?? '', /^text\/plain/);
  for (const line of [
    'vitrine_requests_total{operation="other",status="200"} 1',
    'vitrine_requests_total{operation="other",status="400"} 1',
    'vitrine_errors_total{code="GRAPHQL_VALIDATION_FAILED"} 1',
    'vitrine_upstream_calls_total{upstream="PRICING",operation="prices",outcome="ok"} 1',
    'vitrine_upstream_duration_seconds_count{upstream="PRICING",operation="prices"} 1',
    'vitrine_boundary_total{code="PR_PRICE"} 3',
    'vitrine_field_resolution_total{coordinate="Product.pricing",source="lkg",outcome="degraded",reason="TIMEOUT",arm="none"} 1',
    'vitrine_request_duration_seconds_count 2',
  ]) {
    assert.ok(text.includes(line), line);
  }
  assert.match(text, /nodejs_eventloop_lag/);
});

test('series of a metric are bounded, whatever the labels', async () => {
  await using kiosk = await startKiosk();
  for (let n = 0; n < 3_000; n++) {
    kiosk.metrics.field({ coordinate: `Made.up${n}`, source: 'x', outcome: 'y', reason: 'z', arm: 'none' });
  }
  const text = await kiosk.metrics.registry.metrics();
  assert.equal(text.match(/^vitrine_field_resolution_total\{/gm)?.length, 2_001);
  assert.match(text, /coordinate="other",source="other",outcome="other",reason="other",arm="other"\} 1000/);
});

test('one line per request says what an operator asks, and nothing of the viewer', async () => {
  await using kiosk = await startKiosk();
  const query = 'query Greeting($n: String) { hello(name: $n) broken }';
  await kiosk.post(
    { query, variables: { n: 'marked-variable' } },
    { 'x-viewer-id': 'marked-viewer', cookie: 'marked' },
  );
  await sleep(10);
  const lines = kiosk.lines.filter(({ msg }) => msg === 'request');
  assert.equal(lines.length, 1);
  const { requestId, traceId, operationName, documentHash, status, ms, errorCodes, errorIds } =
    lines[0] ?? {};
  assert.match(String(requestId), /^[\w-]{36}$/);
  assert.equal(traceId, '4bf92f3577b34da6a3ce929d0e0e4736');
  assert.equal(operationName, 'Greeting');
  assert.match(String(documentHash), /^[0-9a-f]{64}$/);
  assert.equal(status, 200);
  assert.equal(typeof ms, 'number');
  assert.deepEqual(errorCodes, ['INTERNAL_SERVER_ERROR']);
  assert.equal((errorIds as string[]).length, 1);
  assert.doesNotMatch(JSON.stringify(kiosk.lines), /marked/);
});

test('a long operation name is cut in the log', async () => {
  await using kiosk = await startKiosk();
  await kiosk.post({ query: `query ${'N'.repeat(5_000)} { hello }` });
  await sleep(10);
  const line = kiosk.lines.find(({ msg }) => msg === 'request');
  assert.ok(String(line?.['operationName']).length <= 65);
});

test('probes write no lines', async () => {
  await using kiosk = await startKiosk();
  for (const path of ['/livez', '/readyz', '/metrics']) await send(kiosk.port, { method: 'GET', path });
  await sleep(10);
  assert.deepEqual(kiosk.lines, []);
});
