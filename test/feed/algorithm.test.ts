import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import {
  batch,
  failure,
  json,
  recommend,
  recommendInOrder,
  startFakeUpstreams,
  type Handler,
} from '../support/fake-upstreams.js';
import { startGateway, VIEWER, type TestGateway } from '../support/gateway.js';
import { recommendedRecord, videoId, videoRecord, type Wire } from '../support/records.js';
import { creativeRecord, policyRecord, slotRecord } from '../support/slot-records.js';
import { readPage } from './support/pages.js';
import { servePlans } from './support/plans.js';

const POOL = [
  { poolId: 'p', contents: [500, 501, 502].map((n) => ({ contentType: 'VIDEO', contentId: videoId(n) })) },
];

/** `channel` falls back to backfill; `related` has no backfill at all. */
const PLANS = {
  channel: {
    policy: policyRecord({ onAlgorithmFailure: 'BACKFILL' }),
    pools: POOL,
    slots: [slotRecord('pin', { creatives: [creativeRecord('c-pin', videoId(900))] })],
  },
  related: { policy: policyRecord({ backfillOrder: [] }) },
};

describe('when the algorithm', () => {
  let gateway: TestGateway;

  before(async () => {
    gateway = await startGateway({
      upstreams: await startFakeUpstreams({ SLOTS: { '/slot-plans': servePlans(PLANS) } }),
    });
  });
  beforeEach(() => gateway.upstreams.reset());
  after(() => gateway.close());

  const answers = (handler: Handler) => gateway.upstreams.on('ALGORITHM', '/recommendations', handler);
  const asked = () => gateway.upstreams.callsOf('ALGORITHM', '/recommendations');
  const counted = (code: string) => gateway.metric('vitrine_boundary_total', { code });

  const FAILURES: Readonly<Record<string, Handler>> = {
    'answers 500': () => failure(500),
    'answers 503 with Retry-After': () => failure(503, { 'retry-after': '1' }),
    'answers 429': () => failure(429, { 'retry-after': '1' }),
    'answers 400': () => failure(400),
    'sends no JSON': () => ({ status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' }),
    'sends half of its JSON': () => ({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"items":[',
    }),
    'sends another shape': () => json({ ...subject, items: 'none' }),
    'sends nothing for page one': () =>
      json({ ...subject, pvid: 'p', hasMore: false, nextCursor: null, buckets: '', items: [] }),
    'sends null for page one': () =>
      json({ ...subject, pvid: 'p', hasMore: false, nextCursor: null, buckets: '', items: null }),
    'answers for another viewer': recommend([videoId(1)], { subject: 'v:somebody-else' }),
    'does not say for whom it answers': recommend([videoId(1)], { subject: undefined }),
    'hangs up': (_, response) => void response.destroy(),
  };
  const subject = { subject: `v:${VIEWER['x-viewer-id']}` };

  for (const [what, handler] of Object.entries(FAILURES)) {
    it(`${what}, a scene that wants the next tier gets it`, async () => {
      answers(handler);
      const page = await readPage(gateway);
      assert.equal(page.serving.tier, 'BUILT_IN');
      assert.equal(page.edges.length, 10);
      assert.equal(asked().length, 1, 'it is asked once');
      assert.equal(gateway.upstreams.callsOf('CONTENT').length, 0);
    });

    it(`${what}, a scene that wants backfill shows slots, its pool and what is hot`, async () => {
      answers(handler);
      const page = await readPage(gateway, { sceneId: 'channel' });
      assert.deepEqual(
        page.edges.map(({ source }) => source),
        ['SLOT', ...Array<string>(3).fill('BACKFILL_POOL'), ...Array<string>(6).fill('BACKFILL_HOT')],
      );
      assert.equal(page.pageInfo.hasNextPage, false);
    });
  }

  it('refuses the viewer, it is asked once more as for nobody', async () => {
    const before = await counted('RQ_SESSION');
    for (const status of [401, 403]) {
      gateway.upstreams.reset();
      answers((call, response) =>
        call.headers['x-viewer-id'] === undefined ? recommendInOrder(call, response) : failure(status),
      );
      const page = await readPage(gateway);
      assert.equal(page.edges.length, 10);
      const [first, second, ...more] = asked();
      assert.deepEqual(more, []);
      assert.equal(first?.headers['x-viewer-id'], VIEWER['x-viewer-id']);
      assert.equal(second?.headers['x-viewer-id'], undefined);
      assert.equal(second?.headers['x-device-id'], `s-${page.session.id}`);
      assert.deepEqual(second.body, first.body);
    }
    assert.equal(await counted('RQ_SESSION'), before + 2);
  });

  it('refuses everybody, it is asked twice and no more', async () => {
    answers(() => failure(401));
    assert.equal((await readPage(gateway)).serving.tier, 'BUILT_IN');
    assert.equal(asked().length, 2);
  });

  it('lists dirty items, they are dropped one by one and counted', async () => {
    const good = (n: number, overrides: Wire = {}) => recommendedRecord(videoId(n), n, overrides);
    const items = [
      good(1),
      good(2, { contentId: '' }),
      good(3, { contentId: 3 }),
      good(4, { contentId: '9'.repeat(20) }),
      good(5, { contentType: 'item' }),
      good(6, { contentType: 'hologram' }),
      good(1),
      null,
      'x',
      good(7, { trace: 'x'.repeat(513), score: -1 }),
      good(8),
      good(9),
    ];
    const codes = [
      'RC_ID',
      'RC_TYPE',
      'RC_DUPLICATE',
      'RC_TRACE',
      'RC_SCORE',
      'RC_POSITION',
      'RC_PVID',
      'RC_SHORT',
    ];
    const before = await Promise.all(codes.map(counted));
    answers(recommend([], { items, pvid: '', buckets: 'broken#' }));
    const { data, errors } = await gateway.ask(`{
      feed(sceneId: "related") { edges { tracking { pvid buckets algoTrace args } } session { buckets { layer } } }
    }`);
    assert.equal(errors, undefined);
    assert.deepEqual(
      data.feed.edges.map(({ tracking }: any) => tracking.args.x_object_id),
      [1, 7, 8, 9].map(videoId),
    );
    assert.match(data.feed.edges[0].tracking.pvid, /^local-[0-9a-f-]{36}$/);
    assert.equal(data.feed.edges[0].tracking.buckets, '');
    assert.equal(data.feed.edges[1].tracking.algoTrace, null);
    assert.deepEqual(data.feed.session.buckets, []);
    const after = await Promise.all(codes.map(counted));
    codes.forEach((code, i) => assert.ok((after[i] ?? 0) > (before[i] ?? 0), code));
  });

  it('knows videos that most of CONTENT does not, the page is not made of the rest', async () => {
    const known = (count: number): Handler =>
      batch((id) => (Number(id.slice(-6)) <= count ? videoRecord(id) : null), 50);
    gateway.upstreams.on('CONTENT', '/videos:batchGet', known(7));
    assert.equal((await readPage(gateway)).serving.tier, 'BUILT_IN');
    gateway.upstreams.on('CONTENT', '/videos:batchGet', known(8));
    assert.equal((await readPage(gateway, { sceneId: 'related' })).edges.length, 8);
  });

  it('is asked, it learns what slots place, what was not shown, and where the client is', async () => {
    const context = { region: 'CN-ZJ', network: 'WIFI', refresh: 'INITIAL' };
    const headers = {
      ...VIEWER,
      'apollographql-client-name': 'ios',
      'apollographql-client-version': '9.2.0',
    };
    const page = await readPage(gateway, { sceneId: 'channel', context, headers });
    const [first] = asked().map(({ body }) => body as Wire);
    assert.deepEqual(first, {
      sceneId: 'channel',
      sessionId: page.session.id,
      count: 14,
      cursor: null,
      filterIds: [videoId(900)],
      unservedIds: [],
      relatedTo: [],
      context: { platform: 'IOS', appVersion: '9.2.0', network: 'WIFI', region: 'CN-ZJ', refresh: 'INITIAL' },
    });
    await readPage(gateway, { sceneId: 'channel', after: page.pageInfo.endCursor, headers });
    const [, second] = asked().map(({ body }) => body as Wire);
    assert.equal(second?.['cursor'], '15');
    assert.deepEqual(second['unservedIds'], [10, 11, 12, 13, 14].map(videoId));
  });
});
