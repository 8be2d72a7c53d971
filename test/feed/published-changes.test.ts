import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import { globalId } from '../../schema/global-id.js';
import { document, startFakeUpstreams, type Handler } from '../support/fake-upstreams.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { accountId, itemId, roomId, shopId, videoId, type Wire } from '../support/records.js';
import {
  bannerRecord,
  creativeRecord,
  emergencyRecord,
  sceneListRecord,
  slotPlanRecord,
  slotRecord,
} from '../support/slot-records.js';
import { readPage, slotPositions, type Page } from './support/pages.js';

const START = 1_573_401_600_000;
const MINUTE = 60_000;
const CURSOR_KEYS = `1:${Buffer.alloc(32, 7).toString('base64')}`;
/** Emergencies are polled every 2 s, plans and scenes every 5 s, each a tenth later at most. */
const EMERGENCY_WITHIN_MS = 2_500;
const PUBLISHED_WITHIN_MS = 6_000;

const fixed = (slotId: string, position: number, creative: Wire) =>
  slotRecord(slotId, { placement: { kind: 'FIXED', position }, creatives: [creative] });

const liveSlot = (room: number) =>
  fixed('live', 9, creativeRecord('c-live', roomId(room), { contentType: 'LIVE' }));

const homePlan = (position: number) => [
  fixed('moving', position, creativeRecord('c-moving', videoId(900))),
  fixed('banner', 0, bannerRecord('c-banner')),
  liveSlot(700),
];

describe('what operators publish while the gateway runs', () => {
  let gateway: TestGateway;
  let now = START;
  /** A page from before the change. */
  let earlier: Page;
  let changedAt: number;

  const published = { planVersion: 1, position: 2, killed: false, emergency: emergencyRecord() };

  const scenes = () => {
    const list = sceneListRecord() as { scenes: Wire[] };
    const scene = (each: Wire) => ({ ...each, killed: each['sceneId'] === 'channel' && published.killed });
    return { scenes: list.scenes.map(scene) };
  };
  const plan = (sceneId: string) =>
    slotPlanRecord(sceneId, {
      planVersion: published.planVersion,
      ...(sceneId === 'home' && { slots: homePlan(published.position) }),
      ...(sceneId === 'related' && { slots: [liveSlot(710)] }),
    });

  /** A gateway that reads what is published now. */
  const start = async (): Promise<TestGateway> => {
    const slots = {
      '/scenes': (call) => document(scenes(), call),
      '/slot-plans': (call) => document(plan(call.path.split('/')[2] ?? ''), call),
      '/emergency-offline': (call) => document(published.emergency, call),
    } satisfies Record<string, Handler>;
    const upstreams = await startFakeUpstreams({ SLOTS: slots }, () => now);
    return startGateway({ upstreams, env: { CURSOR_KEYS }, internals: { now: () => now } });
  };

  before(async () => {
    gateway = await start();
    earlier = await readPage(gateway);
    assert.deepEqual(slotPositions((await readPage(gateway, { sceneId: 'related' })).edges), { live: [9] });
    assert.equal(
      (await gateway.ask('{ feed(sceneId: "channel") { edges { position } } }')).errors,
      undefined,
    );
    Object.assign(published, {
      planVersion: 2,
      position: 5,
      killed: true,
      emergency: emergencyRecord({
        version: 2,
        contents: [`VIDEO:${videoId(1)}`, `LIVE:${roomId(700)}`, 'BANNER:c-banner'],
        authors: [accountId(2)],
        shops: [shopId(3), shopId(710)],
        products: [itemId(12)],
      }),
    });
    changedAt = performance.now();
  });
  after(() => gateway.close());

  /** Asks until a condition holds; fails when it does not in time. */
  const within = async (ms: number, holds: () => Promise<boolean>) => {
    while (!(await holds())) {
      assert.ok(performance.now() - changedAt < ms, `not within ${ms} ms`);
      await sleep(50);
    }
  };
  const node = async (type: 'Video' | 'Product' | 'Author' | 'Shop' | 'LiveRoom', rawId: string) => {
    const { data, errors } = await gateway.ask('query Node($id: ID!) { node(id: $id) { id } }', {
      id: globalId(type, rawId),
    });
    assert.equal(errors, undefined);
    return data.node;
  };

  describe('an emergency', () => {
    before(() => within(EMERGENCY_WITHIN_MS, async () => (await node('Video', videoId(1))) === null));

    it('takes contents, and all of an author or a shop, out of a feed', async () => {
      const { edges } = await readPage(gateway);
      const shown = new Set(edges.map(({ node: { id } }) => id));
      for (const n of [1, 2, 3]) assert.ok(!shown.has(globalId('VideoCard', videoId(n))), `video ${n}`);
      assert.ok(!shown.has(globalId('LiveCard', roomId(700))));
      assert.ok(!shown.has(globalId('BannerCard', 'c-banner')));
      assert.equal(edges.length, 10);
      for (const n of [4, 5, 6]) assert.ok(shown.has(globalId('VideoCard', videoId(n))), `video ${n}`);
    });

    it('takes products out of the videos of a feed', async () => {
      const { data } = await gateway.ask(
        '{ feed(sceneId: "home") { nodes { id ... on VideoCard { video { products { edges { node { id } } } } } } } }',
      );
      const card = data.feed.nodes.find(({ id }: Wire) => id === globalId('VideoCard', videoId(4)));
      assert.deepEqual(
        card.video.products.edges.map((edge: any) => edge.node.id),
        [itemId(13), itemId(14)].map((id) => globalId('Product', id)),
      );
    });

    it('takes them out of reads by id', async () => {
      const off = [
        ['Video', videoId(1)],
        ['Video', videoId(2)],
        ['Video', videoId(3)],
        ['Author', accountId(2)],
        ['Shop', shopId(3)],
        ['Product', itemId(12)],
        ['Product', itemId(9)],
        ['LiveRoom', roomId(700)],
        ['LiveRoom', roomId(2)],
      ] as const;
      for (const [type, id] of off) assert.equal(await node(type, id), null, `${type} ${id}`);
      const on = [
        ['Video', videoId(4)],
        ['Author', accountId(4)],
        ['Shop', shopId(4)],
        ['Product', itemId(13)],
        ['LiveRoom', roomId(4)],
      ] as const;
      for (const [type, id] of on) assert.notEqual(await node(type, id), null, `${type} ${id}`);
    });

    it('takes a room out of a feed with the shop of its host', async () => {
      const { edges } = await readPage(gateway, { sceneId: 'related' });
      assert.equal(edges.length, 10);
      assert.deepEqual(slotPositions(edges), {});
    });

    it('reaches pages of sessions that began before it', async () => {
      const next = await readPage(gateway, { after: earlier.edges[0]?.cursor ?? null });
      const shown = next.edges.map(({ node: { id } }) => id);
      for (const n of [1, 2, 3]) assert.ok(!shown.includes(globalId('VideoCard', videoId(n))));
    });
  });

  describe('a plan', () => {
    before(() =>
      within(PUBLISHED_WITHIN_MS, async () => (await readPage(gateway)).serving.configVersion === '2.1'),
    );

    it('holds for new sessions at once', async () => {
      assert.deepEqual(slotPositions((await readPage(gateway)).edges)['moving'], [5]);
    });

    it('leaves a session the version it began with for half an hour, and no longer', async () => {
      const cursor = earlier.edges[0]?.cursor ?? null;
      now = START + 30 * MINUTE;
      const pinned = await readPage(gateway, { after: cursor });
      assert.equal(pinned.serving.configVersion, '1.1');
      assert.deepEqual(slotPositions(pinned.edges)['moving'], [2]);
      now += 1_000;
      const repinned = await readPage(gateway, { after: cursor });
      assert.equal(repinned.serving.configVersion, '2.1');
      assert.deepEqual(slotPositions(repinned.edges)['moving'], [5]);
      assert.equal(repinned.session.id, earlier.session.id);
      assert.equal(repinned.session.restarted, false);
    });

    it('takes the place of a version that is no longer held', async () => {
      const restarted = await start();
      now = START;
      const next = await readPage(restarted, { after: earlier.edges[0]?.cursor ?? null });
      assert.equal(next.serving.configVersion, '2.1');
      assert.deepEqual(slotPositions(next.edges)['moving'], [5]);
      assert.equal(next.session.id, earlier.session.id);
      assert.equal(await restarted.metric('vitrine_boundary_total', { code: 'SC_REPIN' }), 1);
      await restarted.close();
    });
  });

  it('the kill switch of a scene leaves it a list out of memory within the poll, and the scene readable', async () => {
    const killed = async () => {
      const { data } = await gateway.ask('{ feed(sceneId: "channel") { serving { tier } } }');
      return data.feed.serving.tier === 'BUILT_IN';
    };
    await within(PUBLISHED_WITHIN_MS, killed);
    const { data } = await gateway.ask('{ scene(id: "channel") { sceneId } }');
    assert.equal(data.scene.sceneId, 'channel');
  });
});
