import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { batch, failure, recommend } from '../../support/fake-upstreams.js';
import { videoId, videoRecord } from '../../support/records.js';
import { policyRecord } from '../../support/slot-records.js';
import { eventually } from '../../boundary/support/shown.js';
import { servePlans } from '../support/plans.js';
import { answer, JAVA_FROM, javaCards, javaFeed, legacyPage, PATHS } from './support/java-feed.js';
import {
  SNAPSHOT_ITEMS,
  snapshotOf,
  startTierGateway,
  videosFrom,
  type TierGateway,
} from './support/tier-gateway.js';

const NOW = 1_573_401_600_000;
/** `channel` fills short pages with nothing. */
const PLANS = { channel: { policy: policyRecord({ backfillOrder: [] }) } };

describe('a page of the feed', () => {
  let gateway: TierGateway;

  before(async () => {
    gateway = await startTierGateway({
      internals: { now: () => NOW },
      handlers: { LEGACY: { '/gw': javaFeed(javaCards(60)) }, SLOTS: { '/slot-plans': servePlans(PLANS) } },
      snapshots: [snapshotOf(NOW)],
    });
  });
  beforeEach(() => gateway.upstreams.reset());
  after(() => gateway.close());

  const asked = (upstream: 'ALGORITHM' | 'CONTENT' | 'LEGACY') =>
    gateway.upstreams.callsOf(upstream).filter(({ path }) => !path.startsWith('/scenes')).length;
  const failLegacy = () => gateway.upstreams.fail('LEGACY');

  it('comes from PRIMARY while that can make it, and nothing says degraded', async () => {
    const { feed, shown, row, header } = await gateway.page();
    assert.deepEqual(shown, videosFrom(1, 10));
    assert.deepEqual(
      [feed.serving.tier, feed.serving.degraded, row, header],
      ['PRIMARY', false, undefined, ''],
    );
    assert.deepEqual([asked('ALGORITHM'), asked('LEGACY')], [1, 0]);
  });

  it('comes from LEGACY when the algorithm fails, in the order of the Java feed', async () => {
    gateway.failPrimary();
    const { feed, shown, row, header } = await gateway.page();
    assert.deepEqual(shown, videosFrom(JAVA_FROM, 10));
    assert.deepEqual(feed.serving, {
      tier: 'LEGACY',
      degraded: true,
      configVersion: '1.1',
      snapshotGeneratedAt: null,
    });
    assert.deepEqual(row, {
      coordinate: 'Query.feed',
      source: 'legacy',
      reason: 'UPSTREAM_ERROR',
      items: 10,
    });
    assert.equal(header, 'Query.feed;source=legacy;reason=UPSTREAM_ERROR');
    assert.ok(feed.edges.every(({ source }: any) => source === 'LEGACY'));
    assert.equal(feed.pageInfo.hasNextPage, true);
    assert.deepEqual([asked('ALGORITHM'), asked('CONTENT'), asked('LEGACY')], [1, 0, 1]);
  });

  it('comes from the snapshot when LEGACY fails too', async () => {
    gateway.failPrimary();
    failLegacy();
    const { feed, shown, row, header } = await gateway.page();
    assert.deepEqual(feed.serving, {
      tier: 'CDN_SNAPSHOT',
      degraded: true,
      configVersion: '412.7',
      snapshotGeneratedAt: new Date(NOW - 60_000).toISOString(),
    });
    assert.equal(shown.length, 10);
    assert.ok(shown.includes('banner c-90'));
    assert.deepEqual(row, {
      coordinate: 'Query.feed',
      source: 'snapshot',
      reason: 'UPSTREAM_ERROR',
      items: 10,
      ageMs: 60_000,
      personalized: false,
    });
    assert.equal(header, 'Query.feed;source=snapshot;reason=UPSTREAM_ERROR');
    assert.ok(feed.edges.every(({ source, slot }: any) => source === 'SNAPSHOT' && slot === null));
    assert.deepEqual([asked('ALGORITHM'), asked('LEGACY')], [1, 1]);
  });

  it('comes from the packaged list when there is no snapshot of the scene either', async () => {
    gateway.failPrimary();
    failLegacy();
    const { feed, shown, row, header } = await gateway.page({ sceneId: 'related' });
    assert.equal(feed.serving.tier, 'BUILT_IN');
    assert.equal(feed.serving.snapshotGeneratedAt, null);
    assert.equal(shown.length, 10);
    assert.deepEqual(row, {
      coordinate: 'Query.feed',
      source: 'static',
      reason: 'UPSTREAM_ERROR',
      items: 10,
      personalized: false,
    });
    assert.equal(header, 'Query.feed;source=static;reason=UPSTREAM_ERROR');
  });

  it('is of one tier alone: what fell short above is thrown away, not topped up', async () => {
    gateway.upstreams.on('ALGORITHM', '/recommendations', recommend([1, 2, 3].map(videoId)));
    const { shown, row } = await gateway.page({ sceneId: 'channel' });
    assert.deepEqual(shown, videosFrom(JAVA_FROM, 10));
    assert.equal(row?.['reason'], 'TOO_FEW');
  });

  it('names why PRIMARY failed, whatever failed below it', async () => {
    const reasons: readonly (readonly [string, () => void])[] = [
      ['UPSTREAM_ERROR', () => gateway.upstreams.on('ALGORITHM', '/recommendations', () => failure(502))],
      ['UPSTREAM_BUSY', () => gateway.upstreams.on('ALGORITHM', '/recommendations', () => failure(429))],
      ['INVALID_DATA', () => gateway.upstreams.on('ALGORITHM', '/recommendations', recommend([videoId(1)], { subject: 'v:other' }))],
      ['TOO_FEW', () => gateway.upstreams.on('ALGORITHM', '/recommendations', recommend([]))],
      ['UPSTREAM_ERROR', () => gateway.upstreams.on('CONTENT', '/', batch((id) => (id.endsWith('1') ? videoRecord(id) : null)))],
      ['DENIED', () => gateway.upstreams.on('ALGORITHM', '/recommendations', () => failure(403))],
    ]; // prettier-ignore
    for (const [reason, fail] of reasons) {
      gateway.upstreams.reset();
      fail();
      gateway.upstreams.on('LEGACY', '/', answer({}, ['FAIL_BIZ_NO_RESULT::nothing']));
      const { row } = await gateway.page();
      assert.deepEqual([row?.['source'], row?.['reason']], ['snapshot', reason]);
    }
  });

  it('marks its tier in the tracking, and in the report of what was served', async () => {
    const tiers = [
      [() => undefined, 'LEGACY', '1007.40050.8.1', /^100_10\.0\.0\.7/],
      [failLegacy, 'CDN_SNAPSHOT', '1007.40050.9.2', /^local-/],
    ] as const;
    for (const [fail, tier, scm, pvid] of tiers) {
      gateway.upstreams.reset();
      gateway.failPrimary();
      fail();
      const { feed } = await gateway.page();
      const [{ tracking }] = feed.edges;
      assert.deepEqual(
        [tracking.scm, tracking.args.tier, tracking.buckets, tracking.algoTrace, feed.session.buckets],
        [scm, tier, '', null, []],
      );
      assert.match(tracking.pvid, pvid);
      const upstreamScm = tier === 'LEGACY' ? `1007.java.${JAVA_FROM}` : undefined;
      assert.equal(tracking.args.upstream_scm, upstreamScm);
      const find = () =>
        gateway.upstreams
          .callsOf('EXPOSURE', '/served')
          .map(({ body }) => body as { pvid: string; tier: string; items: unknown[] })
          .find((report) => report.pvid === tracking.pvid);
      await eventually(() => find() !== undefined);
      const report = find();
      assert.ok(report);
      assert.equal(report.tier, tier);
      assert.equal(report.items.length, 10);
    }
  });

  it('of every tier shows live prices and authors while their services answer', async () => {
    gateway.failPrimary();
    for (const fail of [() => undefined, failLegacy]) {
      fail();
      const { data, errors } = await gateway.run('feed-full', { sceneId: 'home' });
      assert.equal(errors, undefined);
      const cards = data.feed.edges.map(({ node }: any) => node.video).filter(Boolean);
      assert.ok(cards.length >= 9);
      for (const { author, products, stats } of cards) {
        assert.match(author.name, /^Account/);
        assert.equal(products.edges[0].node.pricing.salePrice.amount, '98.00');
        assert.equal(products.edges[0].node.availability.state, 'IN_STOCK');
        assert.equal(stats === null, data.feed.serving.tier === 'CDN_SNAPSHOT');
      }
    }
  });

  it('of a page one below the minimum of LEGACY is the snapshot’s', async () => {
    gateway.failPrimary();
    gateway.upstreams.on('LEGACY', PATHS.feed, answer(legacyPage(javaCards(3), { hasMore: 'false' })));
    const { feed, row } = await gateway.page();
    assert.deepEqual([feed.serving.tier, row?.['reason']], ['CDN_SNAPSHOT', 'UPSTREAM_ERROR']);
    assert.equal((await gateway.page({ first: 3 })).feed.serving.tier, 'LEGACY');
  });

  it('is counted by its tier', async () => {
    const counted = () =>
      gateway.metric('vitrine_field_resolution_total', { coordinate: 'Query.feed', source: 'snapshot' });
    const before = await counted();
    gateway.failPrimary();
    failLegacy();
    await gateway.page({ first: 7 });
    assert.equal(await counted(), before + 7);
  });

  it('of a deployment without LEGACY and SNAPSHOT falls to the packaged list, with one row', async (test) => {
    const bare = await startTierGateway({ env: { LEGACY_URL: 'none', SNAPSHOT_URL: 'none' } });
    test.after(() => bare.close());
    bare.failPrimary();
    const { feed, row } = await bare.page();
    assert.deepEqual([feed.serving.tier, row?.['reason']], ['BUILT_IN', 'UPSTREAM_ERROR']);
    assert.equal(bare.upstreams.callsOf('LEGACY').length, 0);
  });

  it('leaves nothing of a document out', async () => {
    gateway.failPrimary();
    failLegacy();
    const first = await gateway.page({ first: 20 });
    const second = await gateway.page({ first: 20, after: first.feed.pageInfo.endCursor });
    assert.equal(first.feed.pageInfo.hasNextPage, true);
    assert.equal(second.feed.pageInfo.hasNextPage, false);
    assert.equal(new Set([...first.shown, ...second.shown]).size, SNAPSHOT_ITEMS);
  });
});
