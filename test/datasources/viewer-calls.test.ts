import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { UpstreamError } from '../../datasources/http/upstream-error.js';
import {
  failure,
  json,
  recommend,
  startFakeUpstreams,
  type FakeUpstreams,
} from '../support/fake-upstreams.js';
import { videoId } from '../support/records.js';
import { openRequest, type UpstreamRequest } from '../support/upstream-request.js';

const REQUEST = {
  sceneId: 'home',
  sessionId: 'Zk3vQ0m1T2y5b8cD4eF6gA',
  count: 3,
  cursor: null,
  filterIds: [],
  unservedIds: [],
  relatedTo: [],
  context: { platform: 'IOS', appVersion: '9.2.0', network: 'WIFI', region: 'CN-ZJ', refresh: 'INITIAL' },
} as const;
const REPORT = { pvid: 'p', sceneId: 'home', sessionId: 's', tier: 'PRIMARY', servedAt: 1 };

let upstreams: FakeUpstreams;
let request: UpstreamRequest;
before(async () => {
  upstreams = await startFakeUpstreams();
});
beforeEach(() => {
  request = openRequest(upstreams.urls);
});
afterEach(async () => {
  await request.close();
  upstreams.reset();
});
after(() => upstreams.close());

const refusedAs = (cls: string) => (error: unknown) => error instanceof UpstreamError && error.cls === cls;

describe('recommendations', () => {
  it('are asked for as the contract says, and keep the order of the list', async () => {
    const page = await request.datasources.recommend(REQUEST);
    assert.deepEqual(page.items.map(({ id }) => id), [1, 2, 3].map(videoId)); // prettier-ignore
    assert.equal(page.hasMore, true);
    assert.deepEqual(upstreams.calls[0]?.body, REQUEST);
  });

  it('for another viewer are dropped whole', async () => {
    upstreams.on('ALGORITHM', '/recommendations', recommend([videoId(1)], { subject: 'v:u2' }));
    await assert.rejects(request.datasources.recommend(REQUEST), refusedAs('IDENTITY'));
    assert.deepEqual(request.counted, ['PR_PRIVATE']);
  });

  it('that fail or are too large are told apart, for the feed to count', async () => {
    upstreams.fail('ALGORITHM');
    await assert.rejects(request.datasources.recommend(REQUEST), refusedAs('UPSTREAM_5XX'));
    upstreams.on('ALGORITHM', '/', () => json('x'.repeat(2_097_152)));
    await assert.rejects(request.datasources.recommend(REQUEST), refusedAs('TOO_LARGE'));
    assert.deepEqual(request.counted, []);
  });

  it('can be asked for as nobody once a viewer is refused', async () => {
    upstreams.on('ALGORITHM', '/recommendations', (call, response) =>
      call.headers['x-viewer-id'] === undefined ? recommend([videoId(1)])(call, response) : failure(401),
    );
    await assert.rejects(request.datasources.recommend(REQUEST), refusedAs('UPSTREAM_AUTH'));
    const page = await request.datasources.recommend(REQUEST, 'anonymous');
    assert.equal(page.items.length, 1);
    assert.equal(upstreams.calls[1]?.headers['x-device-id'], 's-session-1');
    assert.deepEqual(request.counted, ['RQ_SESSION']);
  });
});

describe('exposures', () => {
  it('are asked for by days and limit', async () => {
    upstreams.on('EXPOSURE', '/exposures', () =>
      json({ subject: 'v:u1', asOf: 1, contents: [{ key: 'VIDEO:7', lastSeenAt: 5 }], creativeCounts: {} }),
    );
    const { lastSeen } = await request.datasources.exposures(3);
    assert.deepEqual([...lastSeen], [['VIDEO:7', 5]]);
    assert.equal(upstreams.calls[0]?.query.toString(), 'days=3&limit=500');
  });

  it('of another viewer are dropped', async () => {
    upstreams.on('EXPOSURE', '/exposures', () => json({ subject: 'd:d1', contents: [], creativeCounts: {} }));
    await assert.rejects(request.datasources.exposures(7), refusedAs('IDENTITY'));
  });

  it('served are reported, at most a hundred', async () => {
    const item = { key: 'VIDEO:7', position: 0, source: 'ALGORITHM', slotId: null, creativeId: null };
    await request.datasources.reportServed({ ...REPORT, items: Array.from({ length: 101 }, () => item) });
    const body = upstreams.calls[0]?.body as { items: unknown[] };
    assert.deepEqual({ ...body, items: body.items.length }, { ...REPORT, items: 100 });
  });
});

describe('a profile', () => {
  it('of another viewer is dropped', async () => {
    upstreams.on('ENGAGEMENT', '/viewer-profile', () => json({ subject: 'v:u2', crowds: [], region: null }));
    await assert.rejects(request.datasources.profile(), refusedAs('IDENTITY'));
  });
});
