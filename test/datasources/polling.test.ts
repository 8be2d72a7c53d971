import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { HotListStore } from '../../datasources/algorithm/hot-list.store.js';
import { Poller } from '../../datasources/polling/poller.js';
import { SlotsStore } from '../../datasources/slots/slots.store.js';
import { MediaPolicy } from '../../datasources/parsing/media-url.js';
import type { ReasonCode } from '../../schema/reason-codes.js';
import { startSandbox, type Fault } from '../../sandbox/index.js';
import { document, json, startFakeUpstreams, type FakeUpstreams } from '../support/fake-upstreams.js';
import { videoId } from '../support/records.js';
import { slotPlanRecord } from '../support/slot-records.js';

const PROMPT_MS = 500;
const DAY_MS = 86_400_000;

describe('polling', () => {
  let upstreams: FakeUpstreams;
  let counted: ReasonCode[] = [];
  const options = {
    telemetry: {
      upstreamCall: () => undefined,
      counted: (code: ReasonCode) => void counted.push(code),
      mixed: () => undefined,
      refused: () => undefined,
      field: () => undefined,
    },
    version: '0.0.0',
    now: Date.now,
    random: () => 0.5,
  };
  before(async () => {
    upstreams = await startFakeUpstreams();
  });
  afterEach(() => {
    upstreams.reset();
    counted = [];
  });
  after(() => upstreams.close());

  const storeOf = (gone: string[] = []) =>
    new SlotsStore({
      ...options,
      url: upstreams.urls.SLOTS,
      media: new MediaPolicy(null),
      onScene: () => undefined,
      onSceneGone: (sceneId) => gone.push(sceneId),
    });
  const publishScenes = (...sceneIds: string[]) =>
    upstreams.on('SLOTS', '/scenes', (call) => {
      const scenes = sceneIds.map((sceneId) => ({ sceneId, name: sceneId, enabled: true, killed: false }));
      return document({ scenes }, call);
    });

  it('ends at once although an answer is still awaited, and takes nothing more', async () => {
    upstreams.on('SLOTS', '/slow', async () => {
      await sleep(2 * PROMPT_MS);
      return json({});
    });
    let taken = 0;
    const url = `${upstreams.urls.SLOTS}/slow`;
    const poller = new Poller(
      { upstream: 'SLOTS', operation: 'SLOTS.slow', url, everyMs: 60_000, accept: () => (taken += 1) },
      options,
    );
    const started = poller.start();
    while (upstreams.callsOf('SLOTS', '/slow').length === 0) await sleep(5);
    const stoppedAt = performance.now();
    await poller.stop();
    assert.ok(performance.now() - stoppedAt < PROMPT_MS);
    await started;
    assert.equal(taken, 0);
  });

  it('of the plan of a scene ends with the scene', async () => {
    const gone: string[] = [];
    publishScenes('home', 'passing');
    const store = storeOf(gone);
    await store.start();
    assert.notEqual(store.plan('passing', Date.now()), null);
    publishScenes('home');
    await store.start();
    assert.equal(upstreams.callsOf('SLOTS', '/slot-plans/passing').length, 1);
    assert.deepEqual(gone, ['passing']);
    assert.deepEqual([...store.planAges(Date.now()).keys()], ['home']);
    publishScenes('home', 'passing');
    await store.start();
    assert.notEqual(store.plan('passing', Date.now()), null);
    await store.stop();
  });

  it('begins with no scene that the list brings while it ends', async () => {
    publishScenes('late');
    upstreams.delay('SLOTS', 50, '/scenes');
    const store = storeOf();
    const started = store.start();
    while (upstreams.callsOf('SLOTS', '/scenes').length === 0) await sleep(5);
    await store.stop();
    await started;
    assert.deepEqual(upstreams.callsOf('SLOTS', '/slot-plans'), []);
  });

  it('keeps a hot list for a day, whatever date it bears', async () => {
    let now = Date.now();
    const items = [{ contentId: videoId(1), contentType: 'shortvideo' }];
    upstreams.on('ALGORITHM', '/scenes', () =>
      json({ sceneId: 'home', generatedAt: Number.MAX_SAFE_INTEGER, items }),
    );
    const store = new HotListStore(upstreams.urls.ALGORITHM, { ...options, now: () => now });
    await store.watch('home');
    assert.equal(store.keys('home', now).length, 1);
    now += DAY_MS + 1;
    assert.deepEqual(store.keys('home', now), []);
    await store.stop();
  });

  it('that never succeeded leaves every scene that could be one', () => {
    const store = storeOf();
    assert.equal(store.scene('home')?.enabled, true);
    for (const sceneId of ['', 'Home', '-home', 'x'.repeat(33), '../home'])
      assert.equal(store.scene(sceneId), null);
  });

  it('rejects the plan of another scene (SC_INVALID)', async () => {
    publishScenes('home');
    upstreams.on('SLOTS', '/slot-plans', (call) => document(slotPlanRecord('channel'), call));
    const store = storeOf();
    await store.start();
    assert.equal(store.plan('home', Date.now()), null);
    assert.deepEqual(counted, ['SC_INVALID']);
    await store.stop();
  });

  it('of scenes keeps what it knew of a bad entry (SC_INVALID) and takes the others', async () => {
    publishScenes('home', 'channel');
    const store = storeOf();
    await store.start();
    const scene = (sceneId: string, overrides: object = {}) => ({
      ...{ sceneId, name: sceneId, enabled: true, killed: false },
      ...overrides,
    });
    const scenes = [scene('home', { name: 7 }), scene('channel', { killed: true }), scene('Bad Id'), null];
    upstreams.on('SLOTS', '/scenes', (call) => document({ scenes }, call));
    await store.start();
    assert.deepEqual([store.scene('home')?.name, store.scene('channel')?.killed], ['home', true]);
    assert.deepEqual(store.openScenes(), ['home']);
    assert.deepEqual(counted, ['SC_INVALID', 'SC_INVALID', 'SC_INVALID']);
    await store.stop();
  });

  const ends: [string, Fault | null, string][] = [
    ['refused connection', { kind: 'REFUSE' }, 'CONNECT'],
    ['connection reset before an answer', { kind: 'RESET' }, 'RESET'],
    ['answer that breaks off', { kind: 'TRUNCATE' }, 'RESET_BODY'],
    ['answer that never comes', { kind: 'HANG' }, 'TIMEOUT'],
    ['answer without end', { kind: 'HUGE', args: { bytes: 3_000_000 } }, 'TOO_LARGE'],
    ['page of HTML', { kind: 'HTML' }, 'PARSE'],
    ['answer of another shape', null, 'SCHEMA'],
    ['redirect', { kind: 'REDIRECT' }, 'REDIRECT'],
    ['failure', { kind: 'STATUS', args: { status: 500 } }, 'UPSTREAM_5XX'],
    ['refusal', { kind: 'STATUS', args: { status: 403 } }, 'UPSTREAM_AUTH'],
  ];
  for (const [what, fault, outcome] of ends)
    it(`calls this ${outcome}: ${what}`, async (test) => {
      const sandbox = await startSandbox({ only: ['SLOTS'] });
      test.after(() => sandbox.close());
      await sandbox.setFaults('SLOTS', fault ? [fault] : []);
      const outcomes: string[] = [];
      const telemetry = {
        ...options.telemetry,
        upstreamCall: (call: { outcome: string }) => void outcomes.push(call.outcome),
      };
      const accept = () => {
        throw new Error('of another shape');
      };
      const poller = new Poller(
        {
          ...{ upstream: 'SLOTS', operation: 'SLOTS.list', everyMs: 60_000, accept },
          url: `${sandbox.urls.SLOTS}/emergency-offline`,
        },
        { ...options, telemetry },
      );
      await poller.start();
      await poller.stop();
      assert.deepEqual(outcomes, [outcome]);
    });
});
