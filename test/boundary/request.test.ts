import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import { globalId } from '../../schema/global-id.js';
import { accountId, recommendedRecord, roomId, videoId, videoRecord } from '../support/records.js';
import { batch, failure, recommend } from '../support/fake-upstreams.js';
import { ANONYMOUS, VIEWER } from '../support/gateway.js';
import { creativeRecord, slotRecord, targetingRecord } from '../support/slot-records.js';
import { startBoundaryGateway } from './support/boundary-gateway.js';
import {
  assertNextTier,
  assertRefused,
  eventually,
  shown,
  videoGlobalId,
  videoIds,
  videos,
} from './support/shown.js';

const modernCreative = creativeRecord('c-modern', videoId(40), {
  targeting: targetingRecord({ minAppVersion: '7.0' }),
});
const gateway = await startBoundaryGateway({
  scenes: { home: {}, retired: {}, versioned: { slots: [slotRecord('v', { creatives: [modernCreative] })] } },
  sceneFlags: { retired: { enabled: false } },
});
const { upstreams } = gateway;
after(() => gateway.close());
beforeEach(() => upstreams.reset());

const app = (name: string, version: string) => ({
  ...VIEWER,
  'apollographql-client-name': name,
  'apollographql-client-version': version,
});
const liveFirst = recommend([], {
  items: [
    recommendedRecord(videoId(1), 0),
    recommendedRecord(roomId(90), 1, { contentType: 'live' }),
    ...videoIds(2, 14).map((id, i) => recommendedRecord(id, i + 2)),
  ],
});

describe('boundary checks of requests', () => {
  it('a good request counts nothing', async () => {
    const { answer, counts } = await gateway.page('home');
    assert.deepEqual(shown(answer), videos(1, 10));
    assert.equal(answer.errors, undefined);
    assert.deepEqual(counts, {});
  });

  it('RQ_SCENE: an unknown scene is a fault of the client, a disabled one is said to be', async () => {
    for (const sceneId of ['nowhere', 'Home', '', 'x'.repeat(40)]) {
      const { answer, counts } = await gateway.page(sceneId);
      assertRefused(answer, 'BAD_USER_INPUT');
      assert.deepEqual(counts, { RQ_SCENE: 1, RS_CLIENT: 1 });
    }
    const { answer, counts } = await gateway.page('retired');
    assertRefused(answer, 'SCENE_DISABLED');
    assert.deepEqual(counts, { RQ_SCENE: 1, RS_CLIENT: 1 });
  });

  it('RQ_FIRST: null means 10, everything else is clamped to 1..20', async () => {
    const sizes: [number | null, number][] = [
      [null, 10],
      [0, 1],
      [-5, 1],
      [21, 20],
      [2_147_483_647, 20],
    ];
    for (const [first, size] of sizes) {
      const { answer, counts } = await gateway.page('home', { first });
      assert.equal(answer.data.feed.edges.length, size, `first: ${first}`);
      assert.deepEqual(counts, { RQ_FIRST: 1 }, `first: ${first}`);
    }
    for (const first of [1, 20]) {
      const { answer, counts } = await gateway.page('home', { first });
      assert.deepEqual([answer.data.feed.edges.length, counts], [first, {}]);
    }
  });

  it('RQ_CURSOR: a cursor that cannot be honoured is page one of a new session', async () => {
    const { answer: first } = await gateway.page('home');
    const cursor: string = first.data.feed.pageInfo.endCursor;
    const { answer: second, counts: none } = await gateway.page('home', { after: cursor });
    assert.deepEqual(shown(second), videos(11, 20));
    assert.equal(second.data.feed.session.restarted, false);
    assert.deepEqual(none, {});
    const tampered = `${cursor.slice(0, -1)}${cursor.endsWith('A') ? 'B' : 'A'}`;
    const refused: [string, string, Record<string, string>][] = [
      ['home', 'no cursor', VIEWER],
      ['home', tampered, VIEWER],
      ['versioned', cursor, VIEWER],
      ['home', cursor, { ...VIEWER, 'x-viewer-id': 'u2' }],
      ['home', cursor, ANONYMOUS],
    ];
    for (const [sceneId, after, headers] of refused) {
      const { answer, counts } = await gateway.page(sceneId, { after }, headers);
      assert.equal(answer.data.feed.session.restarted, true);
      assert.equal(answer.data.feed.edges[0].position, 0);
      assert.notEqual(answer.data.feed.session.id, first.data.feed.session.id);
      assert.equal(counts.RQ_CURSOR, 1);
    }
  });

  it('RQ_CURSOR: a cursor holds for six hours', async () => {
    const { answer: first } = await gateway.page('home');
    const after: string = first.data.feed.pageInfo.endCursor;
    const startedAt = gateway.clock.now;
    try {
      gateway.clock.now = startedAt + 6 * 3_600_000;
      assert.equal((await gateway.page('home', { after })).counts.RQ_CURSOR, undefined);
      gateway.clock.now += 1_000;
      const { answer, counts } = await gateway.page('home', { after });
      assert.equal(answer.data.feed.session.restarted, true);
      assert.equal(counts.RQ_CURSOR, 1);
    } finally {
      gateway.clock.now = startedAt;
    }
  });

  it('RQ_CURSOR: a cursor longer than any we issue is refused', async () => {
    const long = await gateway.page('home', { after: 'A'.repeat(4_097) });
    assertRefused(long.answer, 'BAD_USER_INPUT');
    assert.deepEqual(long.counts, { RQ_CURSOR: 1, RS_CLIENT: 1 });
    const longest = await gateway.page('home', { after: 'A'.repeat(4_096) });
    assert.equal(longest.answer.data.feed.session.restarted, true);
    const empty = await gateway.page('home', { after: '' });
    assert.deepEqual([empty.answer.data.feed.session.restarted, empty.counts], [false, {}]);
  });

  it('RQ_ANON: nobody known is asked for under the id of the session, and about nobody', async () => {
    const { answer, counts } = await gateway.page('home', {}, ANONYMOUS);
    assert.deepEqual(shown(answer), videos(1, 10));
    assert.deepEqual(counts, { RQ_ANON: 1 });
    const [call] = upstreams.callsOf('ALGORITHM', '/recommendations');
    assert.equal(call?.headers['x-device-id'], `s-${answer.data.feed.session.id}`);
    assert.equal(call.headers['x-viewer-id'], undefined);
    assert.equal(upstreams.callsOf('ENGAGEMENT').length, 0);
    assert.equal(upstreams.callsOf('EXPOSURE', '/exposures').length, 0);
    const known = await gateway.page('home', {}, { 'x-device-id': 'd1' });
    assert.deepEqual(known.counts, {});
  });

  it('RQ_SESSION: a viewer whom the algorithm refuses is asked for once more as nobody', async () => {
    for (const status of [401, 403]) {
      upstreams.reset();
      upstreams.on('ALGORITHM', '/recommendations', (call, response) =>
        call.headers['x-viewer-id'] === undefined
          ? recommend(videoIds(1, 15))(call, response)
          : failure(status),
      );
      const { answer, counts } = await gateway.page('home');
      assert.deepEqual(shown(answer), videos(1, 10));
      assert.deepEqual(counts, { RQ_SESSION: 1 });
      assert.equal(upstreams.callsOf('ALGORITHM', '/recommendations').length, 2);
    }
  });

  it('RQ_SESSION: when nobody is refused too, the tier fails', async () => {
    upstreams.on('ALGORITHM', '/recommendations', () => failure(401));
    const { answer, counts } = await gateway.page('home');
    assertNextTier(answer);
    assert.deepEqual(counts, { RQ_SESSION: 2, RC_FAILED: 1 });
  });

  it('RQ_SESSION: fields about a refused viewer are null', async () => {
    upstreams.on('ENGAGEMENT', '/video-states:batchGet', () => failure(403));
    const { answer, counts } = await gateway.page('home');
    const { edges } = answer.data.feed;
    assert.equal(edges[0].node.video.viewer, null);
    assert.deepEqual(edges[0].node.video.author.viewer, { following: false });
    assert.equal(answer.errors, undefined);
    assert.deepEqual(counts, { RQ_SESSION: 1 });
  });

  it('RQ_SESSION: our own credentials refused is no matter of the viewer', async () => {
    upstreams.fail('PRICING', 403);
    const { answer, counts } = await gateway.page('home');
    assert.equal(answer.data.feed.edges[0].node.video.products.edges[0].node.pricing, null);
    assert.deepEqual(counts, {});
  });

  it('RQ_VERSION: a card that the app is too old for is dropped', async () => {
    upstreams.on('ALGORITHM', '/recommendations', liveFirst);
    const old = await gateway.page('home', {}, app('ios', '5.9.9'));
    assert.deepEqual(shown(old.answer), videos(1, 10));
    assert.deepEqual(old.counts, { RQ_VERSION: 1 });
    for (const headers of [app('ios', '6.0'), app('web', '1.0'), VIEWER]) {
      const { answer, counts } = await gateway.page('home', {}, headers);
      assert.deepEqual(shown(answer).slice(0, 3), ['video 1', 'live 90', 'video 2']);
      assert.deepEqual(counts, {});
    }
  });

  it('RQ_VERSION: a creative that the app is too old for is passed over', async () => {
    const old = await gateway.page('versioned', {}, app('ios', '6.9.9'));
    assert.equal(shown(old.answer)[0], 'video 1');
    assert.deepEqual(old.counts, { RQ_VERSION: 1 });
    const unknown = await gateway.page('versioned');
    assert.deepEqual(unknown.counts, { RQ_VERSION: 1 });
    const modern = await gateway.page('versioned', {}, app('ios', '7'));
    assert.equal(shown(modern.answer)[0], 'video 40');
    assert.deepEqual(modern.counts, {});
  });

  it('RQ_CARD: a card that the platform does not know is dropped', async () => {
    upstreams.on('ALGORITHM', '/recommendations', liveFirst);
    const { answer, counts } = await gateway.page('home', {}, app('harmony', '9.0'));
    assert.deepEqual(shown(answer), videos(1, 10));
    assert.deepEqual(counts, { RQ_CARD: 1 });
    const android = await gateway.page('home', {}, app('Android', '9.0'));
    assert.deepEqual([shown(android.answer)[1], android.counts], ['live 90', {}]);
  });

  it('RQ_LOCALE: a region that is none counts as absent', async () => {
    for (const region of ['zhejiang', 'CN', 'cn-zj', 'CN-ZHEJIANG', 'CN-ZJ\n']) {
      upstreams.reset();
      const { counts } = await gateway.page('home', { context: { region } });
      assert.deepEqual(counts, { RQ_LOCALE: 1 }, region);
      const [call] = upstreams.callsOf('PRICING');
      assert.equal((call?.body as { region: unknown }).region, null);
    }
    upstreams.reset();
    assert.deepEqual((await gateway.page('home', { context: { region: 'CN-ZJ' } })).counts, {});
    const [call] = upstreams.callsOf('PRICING');
    assert.equal((call?.body as { region: unknown }).region, 'CN-ZJ');
    assert.deepEqual((await gateway.page('home', { context: { region: null } })).counts, {});
  });

  it('RQ_INPUT: an id or version of another shape counts as absent', async () => {
    const odd = await gateway.page('home', {}, { 'x-viewer-id': 'u 1', 'x-device-id': 'd'.repeat(65) });
    assert.deepEqual(odd.counts, { RQ_INPUT: 2, RQ_ANON: 1 });
    const [call] = upstreams.callsOf('ALGORITHM', '/recommendations');
    assert.equal(call?.headers['x-viewer-id'], undefined);
    const longest = { 'x-viewer-id': 'u'.repeat(64), 'x-device-id': 'd' };
    assert.deepEqual((await gateway.page('home', {}, longest)).counts, {});
    const beta = await gateway.page('home', {}, app('ios', '9.2-beta'));
    assert.deepEqual(beta.counts, { RQ_INPUT: 1 });
    const { context } = upstreams.callsOf('ALGORITHM', '/recommendations').at(-1)?.body as {
      context: { appVersion: unknown };
    };
    assert.equal(context.appVersion, null);
  });

  it('RQ_INPUT: what a client may write freely is cut and escaped in the log', async () => {
    const name = `Feed${'x'.repeat(200)}`;
    await gateway.ask(`query ${name} { scene(id: "home") { id } }`);
    await eventually(() =>
      gateway.logs.some(({ operationName }) => String(operationName).startsWith('Feedx')),
    );
    const line = gateway.logs.find(({ operationName }) => String(operationName).startsWith('Feedx'));
    assert.equal(String(line?.['operationName']).length, 65);
  });

  it('RQ_DEADLINE: with less than 50 ms left nobody is asked', async () => {
    const { answer, counts } = await gateway.page('home', {}, { ...VIEWER, 'x-deadline-ms': '49' });
    assertNextTier(answer);
    assert.equal(counts.RQ_DEADLINE, 1);
    const awaited = upstreams.calls.filter(
      ({ upstream, path }) => upstream !== 'SLOTS' && path !== '/served',
    );
    assert.deepEqual(awaited, []);
    const enough = await gateway.page('home', {}, { ...VIEWER, 'x-deadline-ms': '50' });
    assert.equal(enough.counts.RQ_DEADLINE, undefined);
    const odd = await gateway.page('home', {}, { ...VIEWER, 'x-deadline-ms': '-1' });
    assert.deepEqual([shown(odd.answer).length, odd.counts], [10, {}]);
  });

  it('RQ_LIMITED: a caller over its rate is served out of memory a little longer, then refused', async () => {
    const limited = await startBoundaryGateway({
      scenes: { home: {} },
      env: { RATE_LIMIT_COST_PER_S: '1000' },
    });
    const ask = (headers: Record<string, string>) =>
      limited.run('feed-full', { sceneId: 'home', first: 20 }, headers);
    const answers = [await ask(VIEWER)];
    while (answers.at(-1)?.status !== 429 && answers.length < 60) answers.push(await ask(VIEWER));
    assert.equal(answers.at(-1)?.status, 429);
    const served = answers.slice(0, -1);
    assert.ok(served.every(({ status }) => status === 200));
    const tiers = served.map(({ data }) => data.feed.serving.tier as string);
    assert.deepEqual([tiers[0], tiers.at(-1)], ['PRIMARY', 'BUILT_IN']);
    const over = await limited.metric('vitrine_boundary_total', { code: 'RQ_LIMITED' });
    assert.ok(over >= 2, 'the last served requests were over the rate, too');
    const refused = await ask(VIEWER);
    assertRefused(refused, 'RATE_LIMITED');
    assert.equal(refused.status, 429);
    assert.ok(Number(refused.headers.get('retry-after')) >= 1);
    assert.equal((await ask({ ...VIEWER, 'x-viewer-id': 'u2' })).status, 200, 'others are not limited');
    await limited.close();
  });

  it('RQ_SHADOW: shadow traffic is marked upstream and leaves no served log', async () => {
    const { answer, counts } = await gateway.page('home', {}, { ...VIEWER, 'x-shadow': '1' });
    assert.deepEqual(shown(answer), videos(1, 10));
    assert.deepEqual(counts, { RQ_SHADOW: 1 });
    const asked = upstreams.calls.filter(({ upstream }) => upstream !== 'SLOTS');
    assert.ok(asked.length > 5);
    assert.deepEqual(new Set(asked.map(({ headers }) => headers['x-shadow'])), new Set(['1']));
    upstreams.reset();
    const real = await gateway.page('home', {}, { ...VIEWER, 'x-shadow': '0' });
    assert.deepEqual(real.counts, {});
    await eventually(() => upstreams.callsOf('EXPOSURE', '/served').length === 1);
    assert.ok(upstreams.calls.every(({ headers }) => headers['x-shadow'] === undefined));
  });

  it('RQ_ENTRY: of what a client wants first, five videos are heard and the rest is ignored', async () => {
    const ids = [61, 62, 63, 64, 65, 66, 67].map(videoGlobalId);
    const { answer, counts } = await gateway.page('home', { context: { entryContentIds: ids } });
    assert.deepEqual(shown(answer), [...videos(61, 65), ...videos(1, 5)]);
    assert.deepEqual(counts, { RQ_ENTRY: 2 });
    const asked = upstreams.callsOf('CONTENT').flatMap(({ ids: batchIds }) => batchIds);
    assert.ok(asked.includes(videoId(65)) && !asked.includes(videoId(66)));
    const five = await gateway.page('home', { context: { entryContentIds: ids.slice(0, 5) } });
    assert.deepEqual(five.counts, {});
  });

  it('RQ_ENTRY: ids of other types, malformed ones and contents that may not show are ignored', async () => {
    const offline = (id: string) => (id === videoId(62) ? { status: 'OFFLINE' } : {});
    upstreams.on(
      'CONTENT',
      '/videos:batchGet',
      batch((id) => videoRecord(id, offline(id), gateway.clock.now)),
    );
    const ids = [globalId('Author', accountId(1)), 'nonsense', videoGlobalId(62), videoGlobalId(61)];
    const { answer, counts } = await gateway.page('home', { context: { entryContentIds: ids } });
    assert.deepEqual(shown(answer), ['video 61', ...videos(1, 9)]);
    assert.equal(answer.errors, undefined);
    assert.deepEqual(counts, { RQ_ENTRY: 3 });
  });
});
