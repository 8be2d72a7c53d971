import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { answerCase } from '../../scripts/replay/answer-case.js';
import { openReplayWorld, type ReplayWorld } from '../../scripts/replay/replay-world.js';
import { VIEWER } from '../support/gateway.js';
import { EVERYBODY } from '../rollout-gateway/support/rules.js';
import { ALWAYS, startRecordingGateway, type RecordingGateway } from './support/recording-gateway.js';

const VIEWERS = 5;

/** What a page shows; without marks of the viewer, which stand in a case as hashes. */
const shown = (data: any): string =>
  JSON.stringify(
    data.feed.edges.map(({ node, position }: any) => [position, node.id, node.video]),
    (name, value: unknown) => (name === 'tracking' ? undefined : value),
  );

describe('answering a case once more', () => {
  let gateway: RecordingGateway;
  let world: ReplayWorld;
  before(async () => {
    world = await openReplayWorld();
    gateway = await startRecordingGateway({
      'feed-primary': { ...EVERYBODY, shadow: { ...ALWAYS, mode: 'reverse', ranked: 'same' } },
      'product-pricing': { shadow: ALWAYS },
      'video-author': { shadow: ALWAYS },
    });
  });
  beforeEach(() => gateway.sandbox.resetCalls());
  after(() => gateway.close());

  const calls = (): number =>
    Object.entries(gateway.sandbox.calls())
      .filter(([name]) => name !== 'SLOTS' && name !== 'SNAPSHOT') // the gateway polls them
      .flatMap(([, operations]) => Object.entries(operations))
      .reduce((sum, [operation, { calls }]) => sum + (operation === 'hot' ? 0 : calls), 0);

  it('shows what was shown then, page after page, and asks nobody', async () => {
    const pages = new Set<string>();
    for (let n = 0; n < VIEWERS; n++) {
      const headers = { ...VIEWER, 'x-viewer-id': `v-90000${n}` };
      const { data } = await gateway.run('feed-full', { sceneId: 'home' }, headers);
      const after = data.feed.pageInfo.endCursor as string;
      const next = await gateway.run('feed-full', { sceneId: 'home', after }, headers);
      for (const page of [data, next.data]) pages.add(shown(page));
    }
    const cases = await gateway.cases(4 * VIEWERS); // two or three legs of each page differ
    gateway.sandbox.resetCalls();
    const replayed = new Set<string>();
    for (const { recorded } of cases) {
      const { result, unrecorded } = await answerCase(recorded, world);
      assert.deepEqual([...unrecorded], []);
      assert.equal(result.errors, undefined);
      replayed.add(shown(result.data));
      const other = await answerCase(recorded, world, recorded.leg?.rule);
      assert.deepEqual([...other.unrecorded], [], recorded.leg?.rule);
    }
    assert.deepEqual([...replayed].sort(), [...pages].sort());
    assert.equal(calls(), 0);
  });

  it('refuses a call that the case does not hold, and sends it to nobody', async () => {
    const [first] = await gateway.cases();
    assert.ok(first);
    const { recorded } = first;
    const exchanges = recorded.exchanges.filter(([[endpoint]]) => endpoint !== 'CONTENT.videos');
    const { unrecorded } = await answerCase({ ...recorded, exchanges, leg: null }, world);
    assert.ok(unrecorded.has('CONTENT.videos'), [...unrecorded].join());
    assert.equal(calls(), 0);
  });
});
