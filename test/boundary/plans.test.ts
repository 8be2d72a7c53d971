import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { videoId } from '../support/records.js';
import { failure } from '../support/fake-upstreams.js';
import { creativeRecord, emergencyRecord, slotRecord } from '../support/slot-records.js';
import { bare, planOf, startBoundaryGateway, type BoundaryGateway } from './support/boundary-gateway.js';
import { assertRefused, eventually, shown, videos } from './support/shown.js';

/** One slot on page one and one on page two, with videos of these numbers. */
const slots = (first: number, second: number) => ({
  slots: [
    slotRecord('first', { creatives: [creativeRecord('c-first', videoId(first))] }),
    slotRecord('second', {
      placement: { kind: 'FIXED', position: 11 },
      creatives: [creativeRecord('c-second', videoId(second))],
    }),
  ],
});
const versionOf = async (gateway: BoundaryGateway, sceneId: string): Promise<string> => {
  const query = 'query ($id: ID!) { feed(sceneId: $id) { serving { configVersion } } }';
  return (await gateway.ask(query, { id: sceneId })).data.feed.serving.configVersion as string;
};
const counted = (gateway: BoundaryGateway, code: string) =>
  gateway.metric('vitrine_boundary_total', { code });

describe('boundary checks of plans that change', { concurrency: true }, () => {
  it('SC_INVALID, SC_VERSION: a plan that is broken or not newer changes nothing', async (test) => {
    const scenes = ['digest', 'type', 'same', 'older', 'newer'];
    const gateway = await startBoundaryGateway({
      scenes: Object.fromEntries(scenes.map((sceneId) => [sceneId, { planVersion: 5, ...slots(40, 41) }])),
    });
    test.after(() => gateway.close());
    const { plans } = gateway.published;
    assert.deepEqual([await counted(gateway, 'SC_INVALID'), await counted(gateway, 'SC_VERSION')], [0, 0]);
    plans.set('digest', { ...planOf('digest', { planVersion: 6 }), planVersion: 7 });
    plans.set('type', planOf('type', { planVersion: 6, policy: bare({ pageSize: 'ten' }) }));
    plans.set('same', planOf('same', { planVersion: 5 }));
    plans.set('older', planOf('older', { planVersion: 4 }));
    plans.set('newer', planOf('newer', { planVersion: 6, ...slots(42, 43) }));
    await eventually(async () => (await versionOf(gateway, 'newer')) === '6.1');
    await eventually(
      async () => (await counted(gateway, 'SC_INVALID')) >= 2 && (await counted(gateway, 'SC_VERSION')) >= 2,
    );
    for (const sceneId of ['digest', 'type', 'same', 'older']) {
      const { answer } = await gateway.page(sceneId);
      assert.equal(answer.data.feed.serving.configVersion, '5.1');
      assert.equal(shown(answer)[0], 'video 40');
    }
  });

  it('SC_INVALID, SC_VERSION: an emergency list that is broken or older changes nothing', async (test) => {
    const gateway = await startBoundaryGateway({ scenes: { home: {} } });
    test.after(() => gateway.close());
    gateway.published.emergency = emergencyRecord({ version: 2, contents: [`VIDEO:${videoId(3)}`] });
    await eventually(async () => !shown((await gateway.page('home')).answer).includes('video 3'));
    gateway.published.emergency = emergencyRecord({ version: 3, contents: 'VIDEO:1' });
    await eventually(async () => (await counted(gateway, 'SC_INVALID')) > 0);
    gateway.published.emergency = emergencyRecord({ version: 1 });
    await eventually(async () => (await counted(gateway, 'SC_VERSION')) > 0);
    const { answer, counts } = await gateway.page('home');
    assert.deepEqual(shown(answer), [...videos(1, 2), ...videos(4, 11)]);
    assert.deepEqual(counts, { CT_STATUS: 1 });
  });

  it('SC_REPIN: a session keeps its plan for half an hour, and no emergency waits for it', async (test) => {
    const gateway = await startBoundaryGateway({ scenes: { home: slots(40, 41) } });
    test.after(() => gateway.close());
    const startedAt = gateway.clock.now;
    const first = await gateway.page('home');
    assert.equal(shown(first.answer)[0], 'video 40');
    gateway.published.plans.set('home', planOf('home', { planVersion: 2, ...slots(50, 51) }));
    await eventually(async () => (await versionOf(gateway, 'home')) === '2.1');
    const next = async () => {
      const { answer, counts } = await gateway.page('home', {
        after: first.answer.data.feed.pageInfo.endCursor,
      });
      const { serving } = answer.data.feed;
      return [shown(answer)[1], serving.configVersion, counts.SC_REPIN];
    };
    assert.deepEqual(await next(), ['video 41', '1.1', undefined]);
    gateway.clock.now = startedAt + 1_800_000;
    assert.deepEqual(await next(), ['video 41', '1.1', undefined]);
    gateway.clock.now = startedAt + 1_801_000;
    assert.deepEqual(await next(), ['video 51', '2.1', 1]);
    gateway.clock.now = startedAt;
    gateway.published.emergency = emergencyRecord({ version: 2, contents: [`VIDEO:${videoId(41)}`] });
    await eventually(async () => (await next())[0] !== 'video 41');
    assert.equal((await next())[1], '1.1');
  });

  it('SC_STALE: a plan not confirmed for a minute is used and called old', async (test) => {
    const gateway = await startBoundaryGateway({ scenes: { home: slots(40, 41) } });
    test.after(() => gateway.close());
    gateway.upstreams.fail('SLOTS');
    gateway.clock.now += 60_000;
    const fresh = await gateway.page('home');
    assert.deepEqual([fresh.answer.data.feed.serving.degraded, fresh.counts], [false, {}]);
    gateway.clock.now += 1;
    const { answer, counts } = await gateway.page('home');
    assert.deepEqual([answer.data.feed.serving.degraded, counts], [true, { SC_STALE: 1 }]);
    assert.equal(shown(answer)[0], 'video 40');
    assert.equal(await gateway.metric('vitrine_slot_plan_age_seconds', { scene: 'home' }), 60.001);
  });

  it('SC_STALE: without a plan there are no slots and the default policy', async (test) => {
    const gateway = await startBoundaryGateway({ scenes: { unplanned: null } });
    test.after(() => gateway.close());
    const { answer, counts } = await gateway.page('unplanned');
    assert.deepEqual(shown(answer), videos(1, 10));
    assert.deepEqual(
      [answer.data.feed.serving.degraded, answer.data.feed.serving.configVersion, counts],
      [true, 'none', { SC_STALE: 1 }],
    );
  });

  it('SC_STALE: without the list of scenes every well-formed scene id has a feed', async (test) => {
    const gateway = await startBoundaryGateway({
      scenes: {},
      handlers: { SLOTS: { '/': () => failure(500) } },
    });
    test.after(() => gateway.close());
    const { answer, counts } = await gateway.page('anything-2');
    assert.deepEqual(shown(answer), videos(1, 10));
    assert.deepEqual(counts, { SC_STALE: 1 });
    assertRefused((await gateway.page('Any thing')).answer, 'BAD_USER_INPUT');
  });

  it('SC_CLOCK: a clock more than two seconds off that of SLOTS is told', async (test) => {
    // The Date header is cut to seconds: 3 s behind may be 2 s.
    const offsets: [aheadMs: number, told: boolean][] = [
      [0, false],
      [2_000, false],
      [3_000, true],
      [-3_000, false],
      [-4_000, true],
    ];
    for (const [slotsAheadMs, told] of offsets) {
      const gateway = await startBoundaryGateway({ scenes: { home: {} }, slotsAheadMs });
      test.after(() => gateway.close());
      assert.equal((await counted(gateway, 'SC_CLOCK')) > 0, told, `${slotsAheadMs} ms ahead`);
      assert.deepEqual(shown((await gateway.page('home')).answer), videos(1, 10));
    }
  });
});
