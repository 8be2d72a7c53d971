import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { failure, json } from '../../support/fake-upstreams.js';
import { VIEWER } from '../../support/gateway.js';
import { accountId, videoId } from '../../support/records.js';
import { emergencyRecord, sceneListRecord } from '../../support/slot-records.js';
import { fnv1a32 } from '../../../mixing/fnv1a.js';
import { eventually } from '../../boundary/support/shown.js';
import { rotateBlocks } from '../../../datasources/snapshot/block-rotation.js';
import { builtInSnapshot } from '../../../datasources/snapshot/built-in.js';
import {
  snapshotOf,
  startTierGateway,
  videosFrom,
  SNAPSHOT_FROM,
  type TierGateway,
} from './support/tier-gateway.js';

const NOW = 1_573_401_600_000;
const DOCUMENT = ['banner c-90', ...videosFrom(SNAPSHOT_FROM, 39)];
const KILLED = { scenes: (sceneListRecord()['scenes'] as { sceneId: string }[]).map((scene) => ({ ...scene, killed: scene.sceneId === 'home' })) }; // prettier-ignore

describe('a list out of memory', () => {
  let gateway: TierGateway;
  let off = emergencyRecord();

  before(async () => {
    gateway = await startTierGateway({
      internals: { now: () => NOW },
      handlers: { SLOTS: { '/scenes': () => json(KILLED), '/emergency-offline': () => json(off) } },
      snapshots: [
        snapshotOf(NOW),
        snapshotOf(NOW, { variant: 'ios' }, 5_001),
        snapshotOf(NOW, { sceneId: 'retired' }),
      ],
    });
  });
  beforeEach(() => gateway.upstreams.reset());
  after(() => gateway.close());

  const remoteCalls = () =>
    gateway.upstreams.calls.filter(
      ({ upstream, path }) => upstream !== 'SLOTS' && !path.startsWith('/scenes') && path !== '/served',
    );

  it('serves a killed scene, which is told apart from an outage', async () => {
    const { feed, row } = await gateway.page();
    assert.deepEqual([feed.serving.tier, row?.['reason']], ['CDN_SNAPSHOT', 'NOT_CONFIGURED']);
    assert.equal(gateway.upstreams.callsOf('ALGORITHM', '/recommendations').length, 0);
    assert.equal(gateway.upstreams.callsOf('LEGACY').length, 0);
  });

  it('is turned block by block, for each session its own way', async () => {
    const turns = new Set<string>();
    for (let i = 0; i < 12; i++) {
      const { feed, shown } = await gateway.page({ first: 20 });
      const turned = rotateBlocks(DOCUMENT, 10, fnv1a32(feed.session.id));
      assert.deepEqual(shown, turned.slice(0, 20));
      turns.add(shown[0] ?? '');
    }
    assert.ok(turns.size > 1);
  });

  it('is that of the client’s platform where there is one', async () => {
    const headers = { ...VIEWER, 'apollographql-client-name': 'ios' };
    const { shown } = await gateway.page({ headers });
    assert.ok(shown.every((one) => one === 'banner c-90' || /^video 50/.test(one)));
  });

  it('shows last what the viewer has seen', async () => {
    const seen = [3, 5, 7].map((n) => `VIDEO:${videoId(SNAPSHOT_FROM + n)}`);
    gateway.upstreams.on('EXPOSURE', '/exposures', () =>
      json({
        subject: 'v:u1',
        asOf: NOW,
        contents: seen.map((key, i) => ({ key, lastSeenAt: NOW - 1_000 * i })),
        creativeCounts: {},
      }),
    );
    const pages = [await gateway.page({ first: 20 })];
    pages.push(await gateway.page({ first: 20, after: pages[0]?.feed.pageInfo.endCursor }));
    const shown = pages.flatMap((page) => page.shown);
    assert.deepEqual(
      shown.slice(-3),
      [7, 5, 3].map((n) => `video ${SNAPSHOT_FROM + n}`),
    );
    assert.equal(new Set(shown).size, DOCUMENT.length);
  });

  it('is what the viewer has not just seen, when they pull for new', async () => {
    const { feed, shown } = await gateway.page();
    const fresh = await gateway.page({
      after: feed.pageInfo.endCursor,
      context: { refresh: 'PULL_TO_REFRESH' },
    });
    assert.ok(fresh.shown.every((one) => !shown.includes(one)));
    assert.notEqual(fresh.feed.session.id, feed.session.id);
  });

  it('holds nothing that was taken offline since', async () => {
    off = emergencyRecord({
      version: 2,
      contents: [`VIDEO:${videoId(SNAPSHOT_FROM)}`, 'BANNER:c-90'],
      authors: [accountId(SNAPSHOT_FROM + 1)],
    });
    const gone = ['banner c-90', ...videosFrom(SNAPSHOT_FROM, 2)];
    const all = async () => {
      const first = await gateway.page({ first: 20 });
      return [
        ...first.shown,
        ...(await gateway.page({ first: 20, after: first.feed.pageInfo.endCursor })).shown,
      ];
    };
    await eventually(async () => !(await all()).some((one) => gone.includes(one)));
    assert.equal((await all()).length, DOCUMENT.length - gone.length);
    off = emergencyRecord({ version: 3 });
    await eventually(async () => (await all()).length === DOCUMENT.length);
  });

  it('is what a request without time for a call gets, and no call is made', async () => {
    const { feed, row } = await gateway.page({
      sceneId: 'channel',
      headers: { ...VIEWER, 'x-deadline-ms': '49' },
    });
    assert.deepEqual([feed.serving.tier, row?.['reason']], ['BUILT_IN', 'UPSTREAM_TIMEOUT']);
    assert.deepEqual(remoteCalls(), []);
  });

  it('of the packaged list repeats nothing within a session and ends', async () => {
    const headers = { ...VIEWER, 'x-deadline-ms': '1' };
    const shown: string[] = [];
    let after: string | null = null;
    let ends = false;
    while (!ends) {
      const page = await gateway.page({ sceneId: 'channel', first: 20, after, headers });
      assert.equal(page.feed.serving.tier, 'BUILT_IN');
      shown.push(...page.shown);
      after = page.feed.pageInfo.endCursor ?? after;
      ends = !page.feed.pageInfo.hasNextPage;
    }
    assert.equal(shown.length, builtInSnapshot().items.length);
    assert.equal(new Set(shown).size, shown.length);
    const past = await gateway.page({ sceneId: 'channel', after, headers });
    assert.deepEqual([past.shown, past.feed.pageInfo.hasNextPage], [[], false]);
  });

  it('of a scene that is disabled is still a fault of the client', async () => {
    const { errors } = await gateway.ask('{ feed(sceneId: "retired") { edges { position } } }');
    assert.equal(errors?.[0]?.extensions['code'], 'SCENE_DISABLED');
  });
});

describe('a caller a little over its rate', () => {
  it('gets the snapshot, without a call for the list', async (test) => {
    const gateway = await startTierGateway({
      env: { RATE_LIMIT_COST_PER_S: '400' },
      snapshots: [snapshotOf(Date.now())],
    });
    test.after(() => gateway.close());
    for (let i = 0; i < 60; i++) {
      gateway.upstreams.reset();
      const { feed, row } = await gateway.page({ first: 20 });
      if (feed.serving.tier === 'PRIMARY') continue;
      assert.deepEqual([feed.serving.tier, row?.['reason']], ['CDN_SNAPSHOT', 'UPSTREAM_BUSY']);
      assert.equal(gateway.upstreams.callsOf('ALGORITHM', '/recommendations').length, 0);
      assert.equal(gateway.upstreams.callsOf('EXPOSURE', '/exposures').length, 0);
      return;
    }
    assert.fail('the rate was never exceeded');
  });
});

describe('a gateway that SLOTS has never told its scenes', () => {
  it('reads the snapshot of a scene from the first time that somebody misses it', async (test) => {
    const gateway = await startTierGateway({
      handlers: { SLOTS: { '/': () => failure(500) }, ALGORITHM: { '/': () => failure(500) } },
      snapshots: [snapshotOf(Date.now())],
    });
    test.after(() => gateway.close());
    assert.equal((await gateway.page()).feed.serving.tier, 'BUILT_IN');
    await eventually(async () => (await gateway.page()).feed.serving.tier === 'CDN_SNAPSHOT');
  });
});
