import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { batch, failure, json } from '../../support/fake-upstreams.js';
import { VIEWER } from '../../support/gateway.js';
import {
  accountId,
  authorStateRecord,
  itemIdsOf,
  roomId,
  roomRecord,
  videoId,
} from '../../support/records.js';
import { emergencyRecord } from '../../support/slot-records.js';
import { eventually } from '../../boundary/support/shown.js';
import { legacyAccount, legacyItem } from '../../legacy/support/legacy-answers.js';
import {
  answer,
  JAVA_FROM,
  javaCard,
  javaCards,
  javaFeed,
  javaRoom,
  legacyPage,
  paramsOf,
  PATHS,
} from './support/java-feed.js';
import { snapshotOf, startTierGateway, videosFrom, type TierGateway } from './support/tier-gateway.js';

const NOW = 1_573_401_600_000;

describe('the Java feed in the place of PRIMARY', () => {
  let gateway: TierGateway;
  let off = emergencyRecord();

  before(async () => {
    gateway = await startTierGateway({
      internals: { now: () => NOW },
      handlers: {
        LEGACY: { '/gw': javaFeed(javaCards(60)) },
        ALGORITHM: { '/recommendations': () => failure(500) },
        SLOTS: { '/emergency-offline': () => json(off) },
      },
      snapshots: [snapshotOf(NOW)],
    });
  });
  beforeEach(() => gateway.upstreams.reset());
  after(() => gateway.close());

  const feedCalls = () => gateway.upstreams.callsOf('LEGACY', PATHS.feed);
  const serves = (...cards: Parameters<typeof javaFeed>[0]) => gateway.upstreams.on('LEGACY', '/gw', javaFeed(cards)); // prettier-ignore

  it('is asked for who asks, in pages of its own size', async () => {
    const headers = {
      ...VIEWER,
      'apollographql-client-name': 'ios',
      'apollographql-client-version': '9.2.0',
    };
    const { feed } = await gateway.page({ headers, first: 7 });
    await gateway.page({ headers, first: 3, after: feed.pageInfo.endCursor });
    const [first, second, ...more] = feedCalls();
    assert.deepEqual(more, []);
    assert.ok(first && second);
    assert.deepEqual(paramsOf(first), {
      sceneId: 'home',
      pageNum: '1',
      pageSize: '20',
      deviceId: VIEWER['x-device-id'],
      platform: 'ios',
      appVersion: '9.2.0',
    });
    assert.deepEqual(paramsOf(second), paramsOf(first), 'the page is not read whole yet');
    assert.equal(first.headers['x-viewer-id'], VIEWER['x-viewer-id']);
  });

  it('is read on without a repeat or a hole, whatever the sizes of the pages, and its end is the end', async () => {
    serves(...javaCards(45));
    const shown: string[] = [];
    let after: string | null = null;
    for (const first of [7, 20, 1, 12, 9, 20, 20, 20]) {
      const page = await gateway.page({ first, after });
      assert.equal(page.feed.serving.tier, 'LEGACY');
      assert.deepEqual(
        page.feed.edges.map(({ position }: any) => position),
        page.shown.map((_, i) => shown.length + i),
      );
      shown.push(...page.shown);
      after = page.feed.pageInfo.endCursor;
      if (!page.feed.pageInfo.hasNextPage) break;
    }
    assert.deepEqual(shown, videosFrom(JAVA_FROM, 45));
    const past = await gateway.page({ after });
    assert.deepEqual(
      [past.shown, past.feed.pageInfo.hasNextPage, past.feed.serving.tier],
      [[], false, 'LEGACY'],
    );
  });

  it('goes on from an edge in the middle of a page', async () => {
    const { feed } = await gateway.page({ first: 10 });
    const next = await gateway.page({ first: 10, after: feed.edges[3].cursor });
    assert.deepEqual(next.shown, videosFrom(JAVA_FROM + 4, 10));
  });

  it('shows its contents without a call for them, and what it embeds not as the price', async () => {
    const { data } = await gateway.run('feed-full', { sceneId: 'home', first: 4 });
    const [{ node }] = data.feed.edges;
    assert.equal(node.video.title, `Java ${JAVA_FROM}`);
    assert.equal(gateway.upstreams.callsOf('CONTENT').length, 0);
    const items = gateway.upstreams.callsOf('CATALOG').flatMap(({ ids }) => ids);
    const [first = '', , third = ''] = itemIdsOf(videoId(JAVA_FROM));
    assert.ok(items.includes(first) && items.includes(third), 'items beyond the embedded ones are hydrated');
  });

  it('is not asked again for what it embeds, by fields whose own services are out', async () => {
    const whole = (n: number) =>
      javaCard(n, { items: itemIdsOf(videoId(n)).map((itemId) => legacyItem(itemId)) });
    serves(...Array.from({ length: 8 }, (_, i) => whole(JAVA_FROM + i)));
    for (const upstream of ['CATALOG', 'PRICING', 'INVENTORY', 'ACCOUNTS'] as const)
      gateway.upstreams.fail(upstream);
    const { data, errors } = await gateway.run('feed-full', { sceneId: 'home', first: 8 });
    assert.equal(errors, undefined);
    for (const { node } of data.feed.edges) {
      assert.match(node.video.author.name, /^Account/);
      assert.equal(node.video.products.edges[0].node.pricing.salePrice.amount, '98.00');
      assert.equal(node.video.products.edges[0].node.availability.state, 'LOW_STOCK');
    }
    assert.equal(gateway.upstreams.callsOf('LEGACY').length, 1);
  });

  it('shows a live room only while LIVE confirms it', async () => {
    const cards = [javaCard(2_001), javaRoom(roomId(1)), javaRoom(roomId(2)), ...javaCards(9, 2_100)];
    serves(...cards);
    gateway.upstreams.on(
      'LIVE',
      '/rooms:batchGet',
      batch((id) => roomRecord(id, id === roomId(2) ? { state: 103 } : {}, NOW)),
    );
    const { shown } = await gateway.page();
    assert.deepEqual(shown.slice(0, 3), ['video 2001', 'live 1', 'video 2100']);
    gateway.upstreams.fail('LIVE');
    assert.deepEqual((await gateway.page()).shown.slice(0, 2), ['video 2001', 'video 2100']);
  });

  it('leaves out who is banned, who the viewer has blocked, and what is offline', async () => {
    const banned = javaCard(2_002, { author: legacyAccount(accountId(2_002), { status: '1' }) });
    serves(javaCard(2_001), banned, ...javaCards(10, 2_003));
    gateway.upstreams.on(
      'ENGAGEMENT',
      '/author-states:batchGet',
      batch((id) => authorStateRecord(id, { blocked: id === accountId(2_004) })),
    );
    off = emergencyRecord({ version: 2, contents: [`VIDEO:${videoId(2_006)}`], authors: [accountId(2_008)] });
    const left = [2_001, 2_003, 2_005, 2_007, 2_009, 2_010, 2_011, 2_012].map((n) => `video ${n}`);
    await eventually(async () => (await gateway.page()).shown.join() === left.join());
    off = emergencyRecord({ version: 3 });
    await eventually(async () => (await gateway.page()).shown.includes('video 2006'));
  });

  it('that refuses the viewer is asked once more as nobody', async () => {
    const refusal = answer({}, ['FAIL_SYS_SESSION_EXPIRED::session']);
    gateway.upstreams.on('LEGACY', '/gw', (call, response) =>
      (call.headers['x-viewer-id'] === undefined ? javaFeed(javaCards(60)) : refusal)(call, response),
    );
    const { feed, row } = await gateway.page();
    assert.deepEqual([feed.serving.tier, row?.['personalized']], ['LEGACY', false]);
    const nobody = `s-${String(feed.session.id)}`;
    assert.deepEqual(
      feedCalls().map(({ headers }) => headers['x-device-id']),
      [VIEWER['x-device-id'], nobody],
    );
    assert.equal(paramsOf(feedCalls()[1] ?? assert.fail())['deviceId'], nobody);
    gateway.upstreams.on('LEGACY', '/gw', refusal);
    assert.equal((await gateway.page()).feed.serving.tier, 'CDN_SNAPSHOT');
    assert.equal(feedCalls().length, 4);
  });

  it('is never asked about a viewer whom the algorithm has refused', async () => {
    for (const anonymous of [() => failure(401), () => failure(500)]) {
      gateway.upstreams.reset();
      gateway.upstreams.on('ALGORITHM', '/recommendations', (call) =>
        call.headers['x-viewer-id'] === undefined ? anonymous() : failure(401),
      );
      const { feed, row } = await gateway.page();
      assert.equal(feed.serving.tier, 'CDN_SNAPSHOT');
      assert.ok(row);
      assert.equal(gateway.upstreams.callsOf('ALGORITHM', '/recommendations').length, 2);
      assert.equal(feedCalls().length, 0);
    }
  });

  it('with nothing for the scene, or with an answer nobody can read, is the next tier’s turn', async () => {
    const failures = [
      answer({}, ['FAIL_BIZ_NO_RESULT::nothing']),
      answer({}, ['FAIL_BIZ_SCENE_OFFLINE::off']),
      answer({}, ['FAIL_SYS_TRAFFIC_LIMIT::busy']),
      answer({}, ['FAIL_SYS_WHATEVER::?']),
      answer(legacyPage(javaCards(20), { success: 'false' })),
      answer(legacyPage('')),
      () => failure(500),
    ];
    for (const handler of failures) {
      gateway.upstreams.reset();
      gateway.upstreams.on('LEGACY', '/gw', handler);
      assert.equal((await gateway.page()).feed.serving.tier, 'CDN_SNAPSHOT');
      assert.equal(feedCalls().length, 1);
    }
  });

  it('with one empty page is asked for one more, and with two is left', async () => {
    const { feed } = await gateway.page({ first: 20 });
    const withGap = (gap: number) =>
      gateway.upstreams.on('LEGACY', '/gw', (call, response) => {
        const page = Number(paramsOf(call)['pageNum']);
        const list = page >= 2 && page < 2 + gap ? [] : javaCards(20, JAVA_FROM + page * 100);
        return answer(legacyPage(list))(call, response);
      });
    withGap(1);
    const over = await gateway.page({ after: feed.pageInfo.endCursor });
    assert.deepEqual([over.feed.serving.tier, over.shown[0]], ['LEGACY', `video ${JAVA_FROM + 300}`]);
    withGap(2);
    const left = await gateway.page({ after: feed.pageInfo.endCursor });
    assert.deepEqual([left.feed.serving.tier, left.row?.['reason']], ['CDN_SNAPSHOT', 'TOO_FEW']);
  });

  it('gets no more calls than its cap, and who is above it gets the snapshot at once', async (test) => {
    const capped = await startTierGateway({
      guarded: true,
      handlers: {
        ALGORITHM: { '/recommendations': () => failure(500) },
        LEGACY: { '/gw': () => new Promise(() => undefined) },
      },
      internals: { timeoutFactor: 1 },
      snapshots: [snapshotOf(Date.now())],
    });
    test.after(() => capped.close());
    const pages = await Promise.all(
      Array.from({ length: 60 }, (_, i) => capped.page({ headers: { 'x-viewer-id': `u${i}` } })),
    );
    assert.ok(pages.every(({ feed }) => feed.serving.tier === 'CDN_SNAPSHOT'));
    const calls = capped.upstreams.callsOf('LEGACY', PATHS.feed);
    const atOnce = calls.map(
      ({ startedAt }) =>
        calls.filter((one) => one.startedAt <= startedAt && (one.endedAt ?? Infinity) > startedAt).length,
    );
    assert.ok(Math.max(...atOnce) <= 32, `${Math.max(...atOnce)} calls at once`);
    assert.ok((await capped.metric('vitrine_source_refusals_total', { source: 'LEGACY.feed' })) > 0);
  });
});
