import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { UpstreamName } from '../../datasources/upstreams.js';
import type { FakeCall } from '../support/fake-upstreams.js';
import { operationText, startGateway, VIEWER, type TestGateway } from '../support/gateway.js';
import { startScenes } from '../calls/support/scenes.js';

/** Contracted timeouts in ms: no call is given more time. */
const TIMEOUTS: Readonly<Record<string, number>> = {
  '/recommendations': 150,
  '/exposures': 20,
  '/viewer-profile': 20,
  '/videos:batchGet': 80,
  '/rooms:batchGet': 50,
  '/accounts:batchGet': 50,
  '/items:batchGet': 60,
  '/prices:batchGet': 60,
  '/stocks:batchGet': 40,
  '/rooms:batchGetByAccount': 50,
  '/author-states:batchGet': 50,
  '/video-states:batchGet': 50,
};
/** A busy machine may let calls of one request run out of time; of several, one gets through. */
const ASKED = 5;
const LEAST_USEFUL_MS = 20;
const ABORT_WITHIN_MS = 100;
const ATTEMPTS = 4;

const FULL = { query: operationText('feed-full'), variables: { sceneId: 'channel' } };
const deadlineOf = ({ headers }: FakeCall): number => Number(headers['x-deadline-ms']);

describe('the time of a request', () => {
  let gateway: TestGateway;

  before(async () => {
    // Timeouts as in production: what is told to upstreams counts here, not what they answer.
    gateway = await startGateway({ upstreams: await startScenes(), internals: { timeoutFactor: 1 } });
  });
  beforeEach(() => gateway.upstreams.reset());
  after(() => gateway.close());

  const ask = (headers: Record<string, string> = {}) =>
    gateway.ask(FULL.query, FULL.variables, { ...VIEWER, ...headers });
  const awaited = () => gateway.upstreams.calls.filter(({ path }) => path in TIMEOUTS);

  it('is passed on to every upstream, never above its timeout', async () => {
    for (let i = 0; i < ASKED; i++) await ask();
    const asked = new Set(awaited().map(({ path }) => path));
    assert.deepEqual([...asked].sort(), Object.keys(TIMEOUTS).sort());
    for (const call of awaited()) {
      const limit = TIMEOUTS[call.path] ?? 0;
      assert.match(String(call.headers['x-deadline-ms']), /^[1-9]\d*$/);
      assert.ok(deadlineOf(call) >= LEAST_USEFUL_MS && deadlineOf(call) <= limit, call.path);
    }
  });

  it('is what its caller has left, when that is less', async () => {
    await ask({ 'x-deadline-ms': '90' });
    const [algorithm] = gateway.upstreams.callsOf('ALGORITHM', '/recommendations');
    assert.ok(algorithm);
    assert.ok(deadlineOf(algorithm) <= 90);
    for (const call of awaited()) assert.ok(deadlineOf(call) <= 90, call.path);
  });

  it('shrinks from hop to hop', async () => {
    gateway.upstreams.delay('ALGORITHM', 60, '/recommendations');
    await ask({ 'x-deadline-ms': '130' });
    const [algorithm] = gateway.upstreams.callsOf('ALGORITHM', '/recommendations');
    const [content] = gateway.upstreams.callsOf('CONTENT');
    assert.ok(algorithm);
    // On a machine so busy that nothing is left, CONTENT is not asked at all.
    if (content) assert.ok(deadlineOf(content) <= 70, `${deadlineOf(content)} ms left`);
  });

  it('that is all but over asks nobody', async () => {
    for (const left of ['0', '20', '49']) {
      gateway.upstreams.reset();
      const { data, errors } = await ask({ 'x-deadline-ms': left });
      assert.deepEqual(awaited(), [], left);
      assert.equal(errors, undefined);
      assert.ok(data.feed.edges.length > 0, 'the packaged list needs nobody');
    }
    assert.ok((await gateway.metric('vitrine_boundary_total', { code: 'RQ_DEADLINE' })) >= 3);
  });

  it('that makes no sense is the usual', async () => {
    for (const odd of ['-1', '1.5', 'soon', '99999999', '']) {
      gateway.upstreams.reset();
      await ask({ 'x-deadline-ms': odd });
      const [algorithm] = gateway.upstreams.callsOf('ALGORITHM', '/recommendations');
      assert.ok(algorithm && deadlineOf(algorithm) > 100, odd);
    }
  });
});

describe('the trace of a request', () => {
  let gateway: TestGateway;

  before(async () => (gateway = await startGateway({ upstreams: await startScenes() })));
  beforeEach(() => gateway.upstreams.reset());
  after(() => gateway.close());

  const traces = () =>
    gateway.upstreams.calls
      .filter(({ headers }) => headers['x-deadline-ms'] !== undefined)
      .map(({ headers }) => String(headers['traceparent']).split('-'));

  it('goes on through every call, each with a span of its own', async () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const span = 'b7ad6b7169203331';
    for (const flags of ['01', '00']) {
      gateway.upstreams.reset();
      const { data } = await gateway.ask(FULL.query, FULL.variables, {
        ...VIEWER,
        traceparent: `00-${traceId}-${span}-${flags}`,
      });
      assert.equal(data.feed.serving.traceId, traceId);
      const spans = traces().map(([version, trace, spanId, flag]) => {
        assert.deepEqual([version, trace, flag], ['00', traceId, flags]);
        assert.match(String(spanId), /^[0-9a-f]{16}$/);
        return spanId;
      });
      assert.ok(spans.length > 10);
      assert.equal(new Set([...spans, span]).size, spans.length + 1);
    }
  });

  it('begins anew when what came is none', async () => {
    const odd = [
      'x',
      '00-00000000000000000000000000000000-b7ad6b7169203331-01',
      '01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    ];
    const seen = new Set<string>();
    for (const traceparent of odd) {
      gateway.upstreams.reset();
      const { data } = await gateway.ask(FULL.query, FULL.variables, { ...VIEWER, traceparent });
      const { traceId } = data.feed.serving;
      assert.match(traceId, /^(?!0{32})[0-9a-f]{32}$/);
      for (const [, trace] of traces()) assert.equal(trace, traceId);
      seen.add(traceId);
    }
    assert.equal(seen.size, odd.length);
  });
});

describe('a client that leaves', () => {
  let gateway: TestGateway;

  before(async () => (gateway = await startGateway({ upstreams: await startScenes() })));
  beforeEach(() => gateway.upstreams.reset());
  after(() => gateway.close());

  /** Sends a full feed and hangs up once a call to this path is under way; tells when. */
  const leaveDuring = async (path: string): Promise<number> => {
    const request = httpRequest(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...VIEWER },
    });
    request.on('error', () => undefined); // the socket that is hung up
    request.end(JSON.stringify(FULL));
    while (!gateway.upstreams.calls.some((call) => call.path === path)) await sleep(2);
    await sleep(10);
    const leftAt = performance.now();
    request.destroy();
    return leftAt;
  };

  /** Leaves during a slow call; how long (ms) its calls went on. Afterwards no call may follow. */
  const leave = async (slow: UpstreamName, path: string): Promise<number> => {
    gateway.upstreams.reset();
    gateway.upstreams.delay(slow, 2_000, path);
    const counted = () => gateway.metric('vitrine_boundary_total', { code: 'RS_CLIENT' });
    const earlier = await counted();
    const leftAt = await leaveDuring(path);
    const made = gateway.upstreams.calls.length;
    while ((await counted()) === earlier) await sleep(5);
    await sleep(ABORT_WITHIN_MS);
    const later = gateway.upstreams.calls.slice(made).filter(({ upstream }) => upstream !== 'SLOTS');
    assert.deepEqual(
      later.map((call) => call.path),
      [],
    );
    const cut = gateway.upstreams.callsOf(slow, path);
    for (const { aborted } of cut) assert.ok(aborted);
    return Math.max(...cut.map(({ endedAt }) => endedAt ?? Infinity)) - leftAt;
  };

  for (const [hop, slow, path] of [
    ['first', 'ALGORITHM', '/recommendations'],
    ['second', 'CONTENT', '/videos:batchGet'],
    ['third', 'CATALOG', '/items:batchGet'],
  ] as const)
    it(`during the ${hop} hop ends its calls within ${ABORT_WITHIN_MS} ms, and no more are made`, async () => {
      // What else the machine does can only add time: the fastest of a few is the nearest to the truth.
      let fastest = Infinity;
      for (let i = 0; i < ATTEMPTS && fastest >= ABORT_WITHIN_MS; i++)
        fastest = Math.min(fastest, await leave(slow, path));
      assert.ok(fastest < ABORT_WITHIN_MS, `${Math.round(fastest)} ms`);
    });

  it('is no failure of an upstream, and was served nothing to report', async () => {
    gateway.upstreams.delay('CONTENT', 2_000, '/videos:batchGet');
    await leaveDuring('/videos:batchGet');
    await sleep(50);
    assert.equal(gateway.upstreams.callsOf('EXPOSURE', '/served').length, 0);
    assert.equal(await gateway.metric('vitrine_errors_total'), 0);
    for (const outcome of ['degraded', 'exhausted'])
      assert.equal(await gateway.metric('vitrine_field_resolution_total', { outcome }), 0);
  });
});
