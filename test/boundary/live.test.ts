import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, beforeEach, describe, it } from 'node:test';
import { VIEWER } from '../support/gateway.js';
import { documentOf, liveEdge, putSnapshot, videoEdges } from '../snapshots/support/documents.js';
import { recommendedRecord, roomId, roomRecord, roomRecordOf, type Wire } from '../support/records.js';
import { batch, failure, recommend } from '../support/fake-upstreams.js';
import { creativeRecord, emergencyRecord, slotRecord } from '../support/slot-records.js';
import { bare, startBoundaryGateway } from './support/boundary-gateway.js';
import { eventually, shown, videoIds, videos } from './support/shown.js';

const gateway = await startBoundaryGateway({
  scenes: {
    // Without rules, so that rooms may stand side by side.
    home: { policy: bare({ rules: [] }) },
    slotted: {
      slots: [
        slotRecord('live', { creatives: [creativeRecord('c-live', roomId(1), { contentType: 'LIVE' })] }),
      ],
    },
  },
});
const { upstreams, clock } = gateway;
after(() => gateway.close());
beforeEach(() => upstreams.reset());

/** The algorithm recommends rooms 1 and so on with this dirt, one each, then videos from 51 on. */
function rooms(...dirt: (Wire | null | undefined)[]): void {
  const items = [
    ...dirt.map((_, i) => recommendedRecord(roomId(i + 1), i, { contentType: 'live' })),
    ...videoIds(51, 65).map((id, i) => recommendedRecord(id, dirt.length + i)),
  ];
  upstreams.on('ALGORITHM', '/recommendations', recommend([], { items }));
  upstreams.on(
    'LIVE',
    '/rooms:batchGet',
    batch((id) => {
      const overrides = dirt[Number(id.slice(-9)) - 1];
      return overrides && roomRecord(id, overrides, clock.now);
    }),
  );
}
const late = (ms: number) => ({ state: 102, startAt: clock.now - ms });
const roomAt = ({ data }: { data: any }, position: number) => data.feed.edges[position].node.room;

describe('boundary checks of live rooms', () => {
  it('LV_STATE: only a room on air, or announced and not ten minutes late, is a card', async () => {
    rooms({}, late(600_000), late(-3_600_000), late(600_001), { state: 103 }, { state: 104 }, { state: 105 }, { state: 106 }, { state: 107 }, { state: 199 }); // prettier-ignore
    const { answer, counts } = await gateway.page('home');
    assert.deepEqual(shown(answer), ['live 1', 'live 2', 'live 3', ...videos(51, 57)]);
    assert.deepEqual(
      [0, 1, 2].map((position) => roomAt(answer, position).state),
      ['LIVE', 'UPCOMING', 'UPCOMING'],
    );
    assert.deepEqual(counts, { LV_STATE: 7 });
  });

  it('LV_STATE: a room that is missing or cannot be read is no card', async () => {
    rooms(null, undefined, {});
    const { answer, counts } = await gateway.page('home');
    assert.deepEqual([shown(answer)[0], counts], ['live 3', { LV_STATE: 2 }]);
    upstreams.fail('LIVE');
    const down = await gateway.page('home');
    assert.deepEqual([shown(down.answer), down.counts], [videos(51, 60), { LV_STATE: 3 }]);
  });

  it('LV_STATE: a room that a slot shows gives its position back when it ends', async () => {
    const onAir = await gateway.page('slotted');
    assert.deepEqual([shown(onAir.answer)[0], onAir.counts], ['live 1', {}]);
    upstreams.on(
      'LIVE',
      '/rooms:batchGet',
      batch((id) => roomRecord(id, { state: 103 }, clock.now)),
    );
    const ended = await gateway.page('slotted');
    assert.deepEqual([shown(ended.answer), ended.counts], [videos(1, 10), { SC_CONTENT: 1 }]);
  });

  it('LV_STATE: beside an author only a room that may be shown is seen', async () => {
    const dirt: Wire[] = [{}, { state: 103 }, late(600_001), late(600_000), { state: 106 }];
    upstreams.on('ALGORITHM', '/recommendations', recommend(videoIds(1, 15)));
    upstreams.on(
      'LIVE',
      '/rooms:batchGetByAccount',
      batch((id) => roomRecordOf(id, dirt[Number(id.slice(-9)) - 1] ?? {}, clock.now)),
    );
    const { answer, counts } = await gateway.page('home');
    const states = answer.data.feed.edges
      .slice(0, 5)
      .map(({ node }: { node: any }) => (node.video.author.live?.state ?? null) as string | null);
    assert.deepEqual(states, ['LIVE', null, null, 'UPCOMING', null]);
    assert.deepEqual(counts, { LV_STATE: 3 });
    upstreams.on('LIVE', '/rooms:batchGetByAccount', () => failure(500));
    const down = await gateway.page('home');
    assert.deepEqual([down.answer.data.feed.edges[0].node.video.author.live, down.counts], [null, {}]);
  });

  it('LV_STATE: an emergency list takes a room off', async () => {
    rooms({}, {});
    gateway.published.emergency = emergencyRecord({ version: 2, contents: [`LIVE:${roomId(1)}`] });
    await eventually(async () => shown((await gateway.page('home')).answer)[0] === 'live 2');
    assert.deepEqual((await gateway.page('home')).counts, { CT_STATUS: 1 });
    gateway.published.emergency = emergencyRecord({ version: 3 });
    await eventually(async () => shown((await gateway.page('home')).answer)[0] === 'live 1');
  });

  it('LV_COUNT: a number of viewers that is none is null', async () => {
    rooms(
      { viewers: -1 },
      { viewers: null },
      { viewers: 100_000_001 },
      { viewers: 100_000_000 },
      { viewers: 0 },
    );
    const { answer, counts } = await gateway.page('home');
    assert.deepEqual(
      [0, 1, 2, 3, 4].map((position) => roomAt(answer, position).viewerCount),
      [null, null, null, 100_000_000, 0],
    );
    assert.deepEqual(
      [2, 3].map((position) => roomAt(answer, position).viewerCountText),
      [null, '1亿'],
    );
    assert.deepEqual(counts, { LV_COUNT: 3 });
  });

  it('LV_CACHE: a live state is read for every request and outlives none', async () => {
    rooms({});
    assert.equal(shown((await gateway.page('home')).answer)[0], 'live 1');
    rooms({ state: 103 });
    assert.equal(shown((await gateway.page('home')).answer)[0], 'video 51');
    assert.equal(upstreams.callsOf('LIVE', '/rooms:batchGet').length, 2);
  });

  it('LV_CACHE: a live card in a snapshot is left out when that is read', async (test) => {
    const folder = mkdtempSync(join(tmpdir(), 'vitrine-live-'));
    test.after(() => rmSync(folder, { recursive: true }));
    const store = pathToFileURL(folder).href;
    await putSnapshot(store, documentOf(Date.now() - 60_000, {}, [liveEdge(0), ...videoEdges(9)]));
    const reading = await startBoundaryGateway({ scenes: { home: {} }, env: { SNAPSHOT_URL: store } });
    test.after(() => reading.close());
    assert.equal(await reading.metric('vitrine_boundary_total', { code: 'LV_CACHE' }), 1);
    const { answer, counts } = await reading.page('home', {}, { ...VIEWER, 'x-deadline-ms': '1' });
    assert.equal(answer.data.feed.serving.tier, 'CDN_SNAPSHOT');
    assert.deepEqual(shown(answer).sort(), videos(1, 9));
    assert.equal(counts.LV_CACHE, undefined, 'it is counted once, not by every request');
  });
});
