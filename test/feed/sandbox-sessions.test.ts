import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { startSandbox, type Fault, type Sandbox } from '../../sandbox/index.js';
import { startGateway, VIEWER, type TestGateway } from '../support/gateway.js';
import { assertOneSession, edgesOf, readSession } from './support/pages.js';

/** Equal data on every run. */
const NOW = 1_573_401_600_000;
/** Twenty pages, 192 items. */
const SIZES = [10, 20, 1, 7, 10, 3, 20, 10, 2, 10, 20, 5, 10, 1, 20, 10, 8, 5, 10, 10];
const SESSIONS = [
  { sceneId: 'home', who: 'a viewer', headers: { 'x-viewer-id': 'u1001', 'x-device-id': 'd2' } },
  { sceneId: 'home', who: 'nobody known', headers: {} },
  { sceneId: 'channel', who: 'a viewer', headers: VIEWER },
  { sceneId: 'related', who: 'a device', headers: { 'x-device-id': 'd3' } },
] as const;

interface FixedSlot {
  readonly slotId: string;
  readonly kind: string;
  readonly position: number | null;
}

// The sandbox's data are as dirty as real ones: missing, offline, re-uploaded, without prices, in no part of a batch.
describe('sessions before the dirty data of the sandbox', () => {
  let sandbox: Sandbox;
  let gateway: TestGateway;

  before(async () => {
    sandbox = await startSandbox({ dirty: true, now: () => NOW });
    const env = Object.fromEntries(Object.entries(sandbox.urls).map(([name, url]) => [`${name}_URL`, url]));
    gateway = await startGateway({
      env,
      localMediaOrigin: sandbox.mediaOrigin,
      internals: { now: () => NOW },
    });
  });
  afterEach(() => sandbox.setFaults('ALGORITHM', []));
  after(async () => {
    await gateway.close();
    await sandbox.close();
  });

  const fixedSlots = async (sceneId: string): Promise<FixedSlot[]> => {
    const { data } = await gateway.ask(
      'query Slots($id: ID!) { scene(id: $id) { slots { slotId kind position } } }',
      { id: sceneId },
    );
    return data.scene.slots.filter(({ kind }: FixedSlot) => kind === 'FIXED');
  };

  for (const { sceneId, who, headers } of SESSIONS)
    it(`repeat nothing and leave no gap in ${sceneId} for ${who}`, async () => {
      const fixed = await fixedSlots(sceneId);
      const pages = await readSession(gateway, SIZES, { sceneId, headers });
      assertOneSession(pages);
      assert.equal(pages.length, SIZES.length);
      for (const { slot, position } of edgesOf(pages)) {
        const definition = fixed.find(({ slotId }) => slotId === slot?.slotId);
        if (definition) assert.equal(position, definition.position);
      }
    });

  const faults: readonly Fault['kind'][] = ['REPEAT_PAGE', 'SHUFFLE', 'DUPLICATES', 'EXTRA_IDS'];
  for (const kind of faults)
    it(`hold together when the algorithm has the fault ${kind}`, async () => {
      await sandbox.setFaults('ALGORITHM', [{ kind, path: '/recommendations', rate: 0.5, afterCalls: 1 }]);
      const pages = await readSession(gateway, SIZES);
      assertOneSession(pages);
      assert.ok(pages.length > 3);
    });

  it('answer the full query without an error, page after page', async () => {
    for (const sceneId of ['home', 'channel', 'related']) {
      let after: string | null = null;
      for (let page = 0; page < 4; page++) {
        const { data, errors } = await gateway.run('feed-full', { sceneId, after });
        assert.equal(errors, undefined);
        assert.equal(data.feed.edges.length, 10);
        after = data.feed.pageInfo.endCursor;
      }
    }
  });
});
