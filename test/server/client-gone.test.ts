import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Connections } from '../../datasources/connections.js';
import { UpstreamError } from '../../datasources/http/upstream-error.js';
import { RequestContext } from '../../src/context.js';
import { NO_ROLLOUT } from '../../src/rollout/rollout.js';
import { createMetrics } from '../../src/observability/metrics.js';
import { startFakeUpstreams, type FakeUpstreams } from '../support/fake-upstreams.js';

let upstreams: FakeUpstreams;
let connections: Connections;
const metrics = createMetrics();
before(async () => {
  upstreams = await startFakeUpstreams();
  connections = new Connections({
    origins: upstreams.urls,
    telemetry: metrics,
    version: '0.0.0',
    now: Date.now,
    random: Math.random,
    mediaHosts: null,
    localMediaOrigin: null,
  });
});
after(async () => {
  await connections.stop();
  await upstreams.close();
});

test('a client that left before its request was understood costs no upstream call', async () => {
  const context = new RequestContext(
    {
      headers: { 'x-viewer-id': 'u1' },
      signal: AbortSignal.abort(),
      receivedAt: performance.now(),
      requestId: 'r-1',
      method: 'POST',
      fromEdge: true,
    },
    {
      connections,
      metrics,
      deadlineMs: 5_000,
      now: Date.now,
      rollout: NO_ROLLOUT,
      feed: {
        cursorKeys: [{ kid: 0, key: Buffer.alloc(32) }],
        videoPageUrl: '/video/',
        newSessionId: () => 'session-1',
        newPvid: () => 'pvid-1',
      },
    },
  );
  await assert.rejects(
    context.datasources.profile(),
    (error) => error instanceof UpstreamError && error.cls === 'CANCELLED',
  );
  assert.deepEqual(upstreams.calls, []);
});
