import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { answerCase } from '../../scripts/replay/answer-case.js';
import { openReplayWorld, type ReplayWorld } from '../../scripts/replay/replay-world.js';
import type { CaseRead } from '../../src/shadow/spool/read-cases.js';
import { VIEWER } from '../support/gateway.js';
import { until } from '../rollout-gateway/support/ruled-gateway.js';
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
    const lists = ({ recorded }: CaseRead) => recorded.leg?.rule === 'feed-primary'; // they differ on every page
    await until(async () => (await gateway.cases()).filter(lists).length === 2 * VIEWERS);
    const cases = await gateway.cases();
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

  it('repeats a document that a client wrote, and holds neither its cursor nor its comments', async () => {
    const edges = 'edges { position node { id } }';
    const first = await gateway.ask(
      `query First { feed(sceneId: "home", first: 10) { pageInfo { endCursor } } }`,
    );
    const after = first.data.feed.pageInfo.endCursor as string;
    const { data } = await gateway.ask(
      `query Second { feed(sceneId: "home", first: 10, after: "${after}") { ${edges} } } # of u1`,
    );
    const own = async () =>
      (await gateway.cases()).find(({ recorded }) => recorded.document.includes('Second'))?.recorded;
    await until(async () => (await own()) !== undefined);
    const recorded = (await own()) ?? assert.fail();
    assert.ok(!recorded.document.includes(after) && !recorded.document.includes('#'), recorded.document);
    const { result } = await answerCase(recorded, world);
    assert.deepEqual(JSON.parse(JSON.stringify(result.data)), data);
  });

  it('is not done where a client wrote its own id into its document', async () => {
    await gateway.ask(`query Own { of_u1: feed(sceneId: "home", first: 10) { edges { position } } }`);
    await until(async () => (await gateway.metric('vitrine_cases_total', { result: 'private' })) > 0);
  });
});
