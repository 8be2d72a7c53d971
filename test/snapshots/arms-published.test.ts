import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ArmStanding, FeedArm } from '../../src/snapshots/feed-arms.js';
import { SnapshotJob, type PublishEvent } from '../../src/snapshots/snapshot-job.js';
import { VIEWER } from '../support/gateway.js';
import { startRolloutGateway } from '../rollout-gateway/support/rollout-gateway.js';
import { videoEdges } from './support/documents.js';
import { HOME, hashOfPublished, publishingTo, reasonsOf } from './support/publisher.js';
import { addressOf, temporaryFolder } from './support/reader.js';

const ARMS = ['LEGACY', 'PRIMARY'] as const;

/** A publisher before a feed that makes the arm it is asked for, with arms whose standing a test chooses. */
async function armsIn(test: TestContext) {
  const publishing = await publishingTo(test, addressOf(temporaryFolder(test)));
  publishing.feed.tierFor = (headers) => String(headers['x-vitrine-arm']);
  const standings: Record<FeedArm['tier'], ArmStanding> = { LEGACY: 'usual', PRIMARY: 'served' };
  const armOf = (tier: FeedArm['tier']): FeedArm => ({
    tier,
    headers: { 'x-vitrine-arm': tier },
    standing: () => standings[tier],
  });
  const hashes = async () => ({
    latest: (await publishing.pointer())?.hash,
    LEGACY: (await publishing.pointer('latest-legacy'))?.hash,
    PRIMARY: (await publishing.pointer('latest-primary'))?.hash,
  });
  return { ...publishing, standings, armOf, hashes };
}

describe('a list of an arm', () => {
  it('is published for its viewers, and for everybody while nobody in particular is on it', async (test) => {
    const { publish, armOf, hashes, standings, calls } = await armsIn(test);
    const legacy = hashOfPublished(await publish({ arm: armOf('LEGACY') }));
    const primary = hashOfPublished(await publish({ arm: armOf('PRIMARY') }));
    assert.deepEqual(await hashes(), { latest: legacy, LEGACY: legacy, PRIMARY: primary });
    assert.ok(calls.every(({ headers }) => headers['x-priority'] === 'background'));
    Object.assign(standings, { LEGACY: 'served', PRIMARY: 'usual' });
    const later = hashOfPublished(await publish({ arm: armOf('PRIMARY') }));
    assert.deepEqual(await hashes(), { latest: later, LEGACY: legacy, PRIMARY: later });
  });

  it('is not published when its arm is stopped, were it while the list was made', async (test) => {
    const { publish, armOf, hashes, standings, feed } = await armsIn(test);
    standings.PRIMARY = 'usual';
    const before = hashOfPublished(await publish({ arm: armOf('PRIMARY') }));
    feed.tierFor = () => {
      standings.PRIMARY = 'stopped';
      return 'PRIMARY';
    };
    const stopped = { kind: 'skipped', why: 'STOPPED' };
    assert.deepEqual(await publish({ arm: armOf('PRIMARY') }), stopped);
    assert.deepEqual(await publish({ arm: armOf('PRIMARY') }), stopped);
    assert.deepEqual(await hashes(), { latest: before, LEGACY: undefined, PRIMARY: before });
  });

  it('is refused when another arm has made it', async (test) => {
    const { publish, armOf, hashes, feed } = await armsIn(test);
    feed.tierFor = () => 'LEGACY';
    assert.deepEqual(reasonsOf(await publish({ arm: armOf('PRIMARY') })), ['TIER']);
    assert.equal((await hashes()).PRIMARY, undefined);
  });

  it('is measured by the last list of its own arm', async (test) => {
    const { publish, armOf, feed } = await armsIn(test);
    hashOfPublished(await publish({ arm: armOf('LEGACY') }));
    feed.edges = videoEdges(40);
    hashOfPublished(await publish({ arm: armOf('PRIMARY') }));
    assert.deepEqual(reasonsOf(await publish({ arm: armOf('LEGACY') })), ['SHRUNK']);
  });

  it('is left alone while it is young, unless everybody is to be shown it and is not', async (test) => {
    const { publish, armOf, hashes, standings } = await armsIn(test);
    for (const tier of ARMS) hashOfPublished(await publish({ arm: armOf(tier) }));
    const young = { minAgeMs: 60_000 };
    const recent = { kind: 'skipped', why: 'RECENT' };
    for (const tier of ARMS) assert.deepEqual(await publish({ ...young, arm: armOf(tier) }), recent);
    Object.assign(standings, { LEGACY: 'served', PRIMARY: 'usual' });
    assert.deepEqual(await publish({ ...young, arm: armOf('LEGACY') }), recent);
    const hash = hashOfPublished(await publish({ ...young, arm: armOf('PRIMARY') }));
    assert.equal((await hashes()).latest, hash);
  });

  it('is not published while the scene is frozen', async (test) => {
    const { publish, armOf, control } = await armsIn(test);
    hashOfPublished(await publish({ arm: armOf('LEGACY') }));
    await control.freeze(HOME, true);
    for (const tier of ARMS)
      assert.deepEqual(await publish({ arm: armOf(tier) }), { kind: 'skipped', why: 'FROZEN' });
  });
});

describe('the job that publishes, while a rule moves the feed', () => {
  it('publishes both arms, and counts a round in which one is refused', async (test) => {
    const { publisher, armOf, feed } = await armsIn(test);
    feed.tierFor = () => 'LEGACY';
    const events: PublishEvent[] = [];
    const job = new SnapshotJob({
      publisher,
      scenes: () => ['home'],
      variants: ['all'],
      arms: () => ARMS.map(armOf),
      onEvent: (event) => events.push(event),
      onError: assert.ifError,
      random: () => 0.5,
    });
    test.after(() => job.stop());
    job.start();
    for (let tries = 0; events.length < 2 && tries < 500; tries++) await sleep(10);
    assert.deepEqual(
      events.map(({ tier, outcome, refusals }) => [tier, outcome.kind, refusals]),
      [
        ['LEGACY', 'published', 1],
        ['PRIMARY', 'refused', 1],
      ],
    );
  });
});

const PAGE = `{ feed(sceneId: "home", first: 10) { serving { tier degraded } nodes { id } } }`;

describe('a gateway that publishes, while a rule moves the feed', () => {
  it('keeps a list of each arm and serves it to the viewers of that arm alone', async (test) => {
    const gateway = await startRolloutGateway(
      { 'feed-primary': { allow: { viewers: ['new'], crowds: [] } } },
      { env: { SNAPSHOT_PUBLISH: 'on' } },
    );
    test.after(() => gateway.close());
    const published = () =>
      gateway.logs.filter(({ msg, sceneId }) => msg === 'snapshot published' && sceneId === 'home');
    for (let tries = 0; published().length < 2 && tries < 1_000; tries++) await sleep(20);
    assert.deepEqual(
      published().map(({ tier }) => tier),
      ARMS,
      JSON.stringify(gateway.logs.filter(({ level }) => Number(level) >= 40)),
    );
    const outcomes = await gateway.metric('vitrine_rollout_outcomes_total');
    assert.equal(outcomes, 0, 'no guardrail hears of it');
    const file = async (name: string) =>
      (await (await fetch(`${gateway.sandbox.urls.SNAPSHOT}/home/all/v1/${name}.json`)).json()) as any;
    const [latest, legacy, primary] = await Promise.all(
      ['latest', 'latest-legacy', 'latest-primary'].map(file),
    );
    assert.equal(latest.hash, legacy.hash, 'nobody in particular is on control');
    const documents = await Promise.all([legacy, primary].map(({ hash }) => file(hash)));
    assert.deepEqual(
      documents.map(({ sourceTier }) => sourceTier),
      ARMS,
    );
    const down = [{ kind: 'STATUS', args: { status: 503 } }] as const;
    await gateway.sandbox.setFaults('ALGORITHM', down);
    await gateway.sandbox.setFaults('LEGACY', down);
    for (const [index, viewer] of ['old', 'new'].entries()) {
      const { data, text } = await gateway.ask(PAGE, {}, { ...VIEWER, 'x-viewer-id': viewer });
      assert.equal(data.feed.serving.tier, 'CDN_SNAPSHOT', text);
      const own = new Set<string>(documents[index].data.feed.edges.map(({ node }: any) => node.id));
      const other = new Set<string>(documents[1 - index].data.feed.edges.map(({ node }: any) => node.id));
      const shown: string[] = data.feed.nodes.map(({ id }: any) => id);
      assert.ok(shown.length > 0 && shown.every((id) => own.has(id)), viewer);
      assert.ok(
        shown.some((id) => !other.has(id)),
        `${viewer}: the arms differ`,
      );
    }
  });

  it('publishes what control makes as soon as the rule is killed', { timeout: 20_000 }, async (test) => {
    const gateway = await startRolloutGateway(
      { 'feed-primary': { bp: 10_000 } },
      { env: { SNAPSHOT_PUBLISH: 'on' } },
    );
    test.after(() => gateway.close());
    const folder = `${gateway.sandbox.urls.SNAPSHOT}/home/all/v1`;
    const read = async (name: string): Promise<any> => {
      const file = await fetch(`${folder}/${name}.json`);
      return file.ok ? file.json() : {};
    };
    const latestIs = async (tier: FeedArm['tier']): Promise<void> => {
      while ((await read((await read('latest')).hash)).sourceTier !== tier) await sleep(20);
    };
    await latestIs('PRIMARY');
    gateway.rules.kill('feed-primary');
    await latestIs('LEGACY');
  });
});
