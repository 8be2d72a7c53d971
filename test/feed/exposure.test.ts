import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { globalId } from '../../schema/global-id.js';
import { json, startFakeUpstreams, subjectOf } from '../support/fake-upstreams.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { videoId } from '../support/records.js';
import { creativeRecord, policyRecord, slotRecord } from '../support/slot-records.js';
import { edgesOf, readPage, readSession, type PagedEdge } from './support/pages.js';
import { servePlans } from './support/plans.js';

const NOW = 1_573_401_600_000;
const DAY = 86_400_000;

const cards = (...numbers: number[]): string[] => numbers.map((n) => globalId('VideoCard', videoId(n)));
const idsOf = (edges: readonly PagedEdge[]): string[] => edges.map(({ node }) => node.id);
const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** `channel` has a creative that is shown at most twice in a week; `related` shows nothing again. */
const PLANS = {
  channel: {
    slots: [
      slotRecord('capped', {
        creatives: [creativeRecord('c-capped', videoId(900), { frequencyCap: { count: 2, days: 7 } })],
        fallbackCreative: creativeRecord('c-fallback', videoId(901)),
      }),
      slotRecord('exempt', {
        placement: { kind: 'FIXED', position: 2 },
        creatives: [creativeRecord('c-exempt', videoId(902))],
      }),
      slotRecord('respectful', {
        placement: { kind: 'FIXED', position: 4 },
        respectExposure: true,
        creatives: [creativeRecord('c-respectful', videoId(903))],
      }),
    ],
  },
  related: { policy: policyRecord({ exposureRelax: false, backfillOrder: [], minCount: 1 }) },
};

describe('what the viewer has seen', () => {
  let gateway: TestGateway;

  before(async () => {
    const upstreams = await startFakeUpstreams({ SLOTS: { '/slot-plans': servePlans(PLANS) } }, () => NOW);
    gateway = await startGateway({ upstreams, internals: { now: () => NOW } });
  });
  beforeEach(() => gateway.upstreams.reset());
  after(() => gateway.close());

  /** Says when the viewer saw videos, the first of them last, and how often creatives. */
  const haveSeen = (videos: readonly number[], creativeCounts: object = {}) => {
    const contents = videos.map((n, i) => ({ key: `VIDEO:${videoId(n)}`, lastSeenAt: NOW - DAY - i }));
    gateway.upstreams.on('EXPOSURE', '/exposures', (call) =>
      json({ ...subjectOf(call), asOf: NOW, contents, creativeCounts }),
    );
  };

  it('gives way to what is unseen in the list', async () => {
    haveSeen([2, 3]);
    const { edges } = await readPage(gateway);
    assert.deepEqual(idsOf(edges), cards(1, ...range(4, 12)));
  });

  it('gives way to backfill, too', async () => {
    haveSeen(range(1, 8));
    const { edges } = await readPage(gateway);
    assert.deepEqual(idsOf(edges), cards(...range(9, 15), 1_000, 1_001, 1_002));
    assert.deepEqual(
      edges.map(({ source }) => source),
      [...Array<string>(7).fill('ALGORITHM'), ...Array<string>(3).fill('BACKFILL_HOT')],
    );
  });

  it('costs no more calls when backfill takes its place', async () => {
    haveSeen(range(1, 8));
    await readPage(gateway);
    assert.equal(gateway.upstreams.callsOf('CONTENT').length, 1);
    assert.equal(gateway.upstreams.callsOf('ACCOUNTS').length, 1);
  });

  it('comes back last, the oldest first, when nothing else is left', async () => {
    haveSeen([...range(1, 15), ...range(1_000, 1_096)]);
    const { edges } = await readPage(gateway);
    assert.deepEqual(idsOf(edges.slice(0, 3)), cards(1_097, 1_098, 1_099));
    assert.ok(edges.slice(3).every(({ source }) => source === 'EXPOSURE_RELAXED'));
    assert.equal(edges.length, 10);
  });

  it('does not come back in a scene that wants it so', async () => {
    haveSeen(range(1, 12));
    const { edges } = await readPage(gateway, { sceneId: 'related' });
    assert.deepEqual(idsOf(edges), cards(13, 14, 15));
  });

  it('stays away from slots that respect it, and from no other', async () => {
    haveSeen([902, 903]);
    const { edges } = await readPage(gateway, { sceneId: 'channel' });
    assert.deepEqual(
      edges.flatMap(({ slot }) => slot?.creativeId ?? []),
      ['c-capped', 'c-exempt'],
    );
  });

  it('as often as the cap allows leaves the slot to its fallback creative', async () => {
    haveSeen([], { 'c-capped': { d1: 0, d7: 2, d30: 2 } });
    const { edges } = await readPage(gateway, { sceneId: 'channel' });
    assert.deepEqual(edges[0]?.slot, { slotId: 'capped', creativeId: 'c-fallback', displaced: false });
    assert.equal(edges[0].source, 'SLOT_FALLBACK');
  });

  it('is unknown while EXPOSURE is out: everything counts as unseen, and the page says it is degraded', async () => {
    gateway.upstreams.fail('EXPOSURE');
    const { data } = await gateway.ask(
      '{ feed(sceneId: "channel") { edges { slot { creativeId } } serving { degraded } } }',
    );
    assert.equal(data.feed.serving.degraded, true);
    assert.equal(data.feed.edges[0].slot.creativeId, 'c-capped');
    assert.ok((await gateway.metric('vitrine_boundary_total', { code: 'SC_CAP' })) >= 1);
  });

  it('before a refresh counts as seen in the session after it', async () => {
    const pages = await readSession(gateway, [10, 5]);
    const refreshed = await readPage(gateway, {
      after: pages.at(-1)?.pageInfo.endCursor ?? null,
      context: { refresh: 'PULL_TO_REFRESH' },
    });
    assert.notEqual(refreshed.session.id, pages[0]?.session.id);
    assert.equal(refreshed.session.restarted, false);
    assert.deepEqual(
      refreshed.edges.map(({ position }) => position),
      range(0, 9),
    );
    const shown = new Set(idsOf(edgesOf(pages)));
    assert.deepEqual(
      idsOf(refreshed.edges).filter((id) => shown.has(id)),
      [],
    );
  });
});
