import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, beforeEach, describe, it } from 'node:test';
import { failure } from '../support/fake-upstreams.js';
import { startGateway, VIEWER, type TestGateway } from '../support/gateway.js';
import { roomId, videoId, type Wire } from '../support/records.js';
import { PLACED_ROOM, PLACED_VIDEO, startScenes } from '../calls/support/scenes.js';

const NOW = 1_573_401_600_000;
const QUIET_MS = 60;
const REPORT_MS = 1_000;

describe('the report of what was served', () => {
  let gateway: TestGateway;

  before(async () => {
    gateway = await startGateway({ upstreams: await startScenes(() => NOW), internals: { now: () => NOW } });
  });
  beforeEach(() => gateway.upstreams.reset());
  after(() => gateway.close());

  const feed = '{ feed(sceneId: "channel") { edges { tracking { pvid } } session { id } } }';
  const reports = () => gateway.upstreams.callsOf('EXPOSURE', '/served');
  /** Waits for a report, then a while for a second one that must not come. */
  const settled = async () => {
    while (reports().length === 0) await sleep(5);
    await sleep(QUIET_MS);
    return reports();
  };

  it('says which cards stood where, and why', async () => {
    const { data } = await gateway.ask(feed);
    const [report, ...more] = await settled();
    assert.deepEqual(more, []);
    assert.equal(report?.method, 'POST');
    const { items, ...page } = report.body as Wire;
    assert.deepEqual(page, {
      pvid: data.feed.edges[0].tracking.pvid,
      sceneId: 'channel',
      sessionId: data.feed.session.id,
      tier: 'PRIMARY',
      servedAt: NOW,
    });
    const listed = (key: string, position: number) => ({
      key,
      position,
      source: 'ALGORITHM',
      slotId: null,
      creativeId: null,
    });
    const placed = (key: string, position: number, slotId: string, creativeId: string) => ({
      key,
      position,
      source: 'SLOT',
      slotId,
      creativeId,
    });
    assert.deepEqual(items, [
      listed(`VIDEO:${videoId(1)}`, 0),
      placed(`VIDEO:${PLACED_VIDEO}`, 1, 'channel-video', 'c-video'),
      listed(`VIDEO:${videoId(2)}`, 2),
      placed('BANNER:c-banner', 3, 'channel-banner', 'c-banner'),
      ...[3, 4, 5, 6, 7].map((n, i) => listed(`VIDEO:${videoId(n)}`, 4 + i)),
      placed(`LIVE:${PLACED_ROOM}`, 9, 'channel-live', 'c-live'),
    ]);
    assert.equal(PLACED_ROOM, roomId(701));
  });

  it('goes out in the name of the viewer, without a deadline', async () => {
    await gateway.ask(feed);
    const [report] = await settled();
    assert.equal(report?.headers['x-viewer-id'], VIEWER['x-viewer-id']);
    assert.equal(report.headers['x-device-id'], VIEWER['x-device-id']);
    assert.equal(report.headers['x-deadline-ms'], undefined);
  });

  it('does not keep the answer waiting', async () => {
    gateway.upstreams.delay('EXPOSURE', REPORT_MS, '/served');
    const { ms } = await gateway.ask(feed);
    const [report] = await settled();
    assert.ok(report);
    assert.ok(ms < REPORT_MS, `${ms} ms`);
    while (report.endedAt === null) await sleep(5); // the next test must not answer it
  });

  it('that fails is counted and changes nothing', async () => {
    const counted = () => gateway.metric('vitrine_boundary_total', { code: 'RS_SIDE' });
    const before = await counted();
    gateway.upstreams.on('EXPOSURE', '/served', () => failure(500));
    const { errors, data } = await gateway.ask(feed);
    assert.equal(errors, undefined);
    assert.equal(data.feed.edges.length, 10);
    await settled();
    assert.equal(await counted(), before + 1);
    assert.equal(reports().length, 1, 'it is not sent again');
  });

  it('is sent for each feed of a document, and for no other read', async () => {
    await gateway.ask(
      '{ a: feed(sceneId: "home") { edges { position } } b: feed(sceneId: "channel") { edges { position } } }',
    );
    const scenes = (await settled()).map(({ body }) => (body as Wire)['sceneId']);
    assert.deepEqual(scenes.sort(), ['channel', 'home']);
  });

  it('is not sent for load tests and shadow traffic, which every upstream is told of', async () => {
    await gateway.ask(feed, {}, { ...VIEWER, 'x-shadow': '1' });
    await sleep(QUIET_MS);
    assert.deepEqual(reports(), []);
    const calls = gateway.upstreams.calls.filter(({ headers }) => headers['x-deadline-ms'] !== undefined);
    assert.ok(calls.length > 4);
    for (const { headers, path } of calls) assert.equal(headers['x-shadow'], '1', path);
  });

  it('names the tier that made the list', async () => {
    gateway.upstreams.fail('ALGORITHM');
    await gateway.ask(feed);
    while (reports().length === 0) await sleep(5);
    assert.equal((reports()[0]?.body as { tier: string }).tier, 'BUILT_IN');
  });
});
