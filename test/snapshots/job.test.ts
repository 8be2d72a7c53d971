import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, it, type TestContext } from 'node:test';
import { Registry } from 'prom-client';
import { NOTHING_OFF } from '../../datasources/slots/emergency.contract.js';
import { SnapshotJob, type PublishEvent, type SnapshotJobOptions } from '../../src/snapshots/snapshot-job.js';
import { countPublishing, exposeSnapshots } from '../../src/snapshots/snapshot-metrics.js';
import { videoId } from '../support/records.js';
import { MINUTE, NOW } from './support/documents.js';
import { publishingTo } from './support/publisher.js';
import { addressOf, readerOf, temporaryFolder } from './support/reader.js';

/** A job over one directory, whose events can be waited for. */
async function jobIn(test: TestContext, options: Partial<SnapshotJobOptions> = {}) {
  const folder = temporaryFolder(test);
  const publishing = await publishingTo(test, addressOf(folder));
  const events: PublishEvent[] = [];
  const errors: unknown[] = [];
  const job = new SnapshotJob({
    publisher: publishing.publisher,
    scenes: () => ['home'],
    variants: ['all'],
    arms: () => null,
    onEvent: (event) => events.push(event),
    onError: (error) => errors.push(error),
    random: () => 0.5,
    ...options,
  });
  test.after(() => job.stop());
  const count = async (wanted: number) => {
    for (let tries = 0; events.length < wanted && tries < 500; tries++) await sleep(10);
    assert.equal(events.length, wanted);
    return events;
  };
  return { ...publishing, publishing, folder, job, events, errors, count };
}

const kinds = (events: readonly PublishEvent[]) => events.map(({ outcome }) => outcome.kind);

describe('the job that publishes', () => {
  it('publishes every scene and variant at its start', async (test) => {
    const { job, count, folder } = await jobIn(test, {
      scenes: () => ['home', 'channel'],
      variants: ['all', 'ios'],
    });
    job.start();
    const events = await count(4);
    assert.deepEqual(
      events.map(({ sceneId, variant, outcome }) => `${sceneId}/${variant} ${outcome.kind}`),
      ['home/all', 'home/ios', 'channel/all', 'channel/ios'].map((place) => `${place} published`),
    );
    assert.deepEqual((await readdir(folder)).sort(), ['channel', 'home']);
  });

  it('publishes every five minutes, and leaves alone what another process has just published', async (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    // The clock of sockets would stand still too, so the publisher of this test has none.
    const asked: (number | undefined)[] = [];
    const { job, events } = await jobIn(test, {
      publisher: {
        publish: ({ minAgeMs }) => {
          asked.push(minAgeMs);
          return Promise.resolve({ kind: 'skipped', why: 'RECENT' });
        },
      },
    });
    const tick = async (ms: number) => {
      test.mock.timers.tick(ms);
      for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate);
    };
    job.start();
    await tick(0);
    await tick(5 * MINUTE - 1);
    assert.equal(events.length, 1);
    await tick(1);
    await tick(5 * MINUTE);
    assert.deepEqual(asked, [2.5 * MINUTE, 2.5 * MINUTE, 2.5 * MINUTE]);
  });

  it('repeats a refused round soon, as it was wanted, four times in all, and counts it as one', async (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    const asked: (number | undefined)[] = [];
    const { job, events } = await jobIn(test, {
      publisher: {
        publish: ({ minAgeMs }) => {
          asked.push(minAgeMs);
          return Promise.resolve({ kind: 'refused', reasons: ['DEGRADED'], cause: undefined });
        },
      },
    });
    const tick = async (ms: number) => {
      test.mock.timers.tick(ms);
      for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate);
    };
    job.publishNow();
    await tick(0);
    for (const [repeat, seconds] of [5, 10, 20, 40].entries()) {
      await tick(seconds * 1_000 - 1);
      assert.equal(asked.length, repeat + 1);
      await tick(1);
      assert.equal(asked.length, repeat + 2);
    }
    await tick(5 * MINUTE - 1);
    assert.deepEqual(asked, [0, 0, 0, 0, 0]);
    await tick(1);
    assert.deepEqual(asked.slice(5), [2.5 * MINUTE]);
    assert.deepEqual(
      events.map(({ refusals }) => refusals),
      [1, 1, 1, 1, 1, 2],
    );
  });

  it('looks for scenes soon while none is known', async (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    const known: string[] = [];
    const asked: string[] = [];
    const { job } = await jobIn(test, {
      scenes: () => known,
      publisher: {
        publish: ({ sceneId }) => {
          asked.push(sceneId);
          return Promise.resolve({ kind: 'skipped', why: 'RECENT' });
        },
      },
    });
    job.start();
    await new Promise(setImmediate);
    known.push('home');
    test.mock.timers.tick(5_000);
    assert.deepEqual(asked, ['home']);
  });

  it('publishes at once when the emergency list changes, without what is on it', async (test) => {
    const { job, count, publishing, folder } = await jobIn(test);
    job.start();
    await count(1);
    publishing.offline = { ...NOTHING_OFF, version: 2, contents: new Set([`VIDEO:${videoId(1)}`]) };
    job.publishNow();
    const events = await count(2);
    assert.deepEqual(kinds(events), ['published', 'published']);
    const pointer = JSON.parse(await readFile(join(folder, 'home/all/v1/latest.json'), 'utf8')) as {
      itemCount: number;
    };
    assert.equal(pointer.itemCount, 59);
  });

  it('publishes once more, not twice, when the list changes again and again during a round', async (test) => {
    const { job, count, events } = await jobIn(test);
    job.start();
    for (let n = 0; n < 5; n++) job.publishNow();
    await count(2);
    await sleep(100);
    assert.equal(events.length, 2);
  });

  it('raises the alarm at the third refusal in a row, and ends it with the next publication', async (test) => {
    const { job, count, feed } = await jobIn(test);
    const registry = new Registry();
    const record = countPublishing(registry);
    feed.errors = [{ message: 'down' }];
    for (let n = 1; n <= 4; n++) {
      job.publishNow();
      await count(n);
      await sleep(10);
    }
    feed.errors = undefined;
    job.publishNow();
    const events = await count(5);
    assert.deepEqual(
      events.map(({ refusals, alarm }) => [refusals, alarm]),
      [
        [1, false],
        [2, false],
        [3, true],
        [4, true],
        [0, false],
      ],
    );
    events.forEach(record);
    const metrics = await registry.metrics();
    assert.match(metrics, /vitrine_snapshot_publish_total\{outcome="FEED_FAILED"\} 4/);
    assert.match(metrics, /vitrine_snapshot_publish_total\{outcome="published"\} 1/);
    assert.match(metrics, /vitrine_snapshot_publish_refusals\{scene="home",variant="all"\} 0/);
  });

  it('outlives an error of ours', async (test) => {
    let calls = 0;
    const { job, errors, count } = await jobIn(test, {
      scenes: () => {
        if ((calls += 1) === 1) throw new Error('no scenes');
        return ['home'];
      },
    });
    job.start();
    while (errors.length === 0) await sleep(5);
    await sleep(10);
    job.publishNow();
    assert.deepEqual(kinds(await count(1)), ['published']);
  });

  it('ends when it is stopped, after the document under way', async (test) => {
    const { job, events } = await jobIn(test, { scenes: () => ['home', 'channel'] });
    job.start();
    await job.stop();
    assert.deepEqual(kinds(events), ['published']);
    job.publishNow();
    await sleep(50);
    assert.equal(events.length, 1);
  });
});

describe('the metrics of snapshots', () => {
  it('tell how old the loaded ones are, and what was refused', async (test) => {
    const folder = temporaryFolder(test);
    const { publish } = await publishingTo(test, addressOf(folder));
    await publish();
    const { store } = readerOf(test, addressOf(folder));
    await store.watch('home');
    const registry = new Registry();
    exposeSnapshots(registry, store, () => NOW + MINUTE);
    const read = () => registry.metrics();
    assert.match(await read(), /vitrine_snapshot_age_seconds\{scene="home",variant="all"\} 59/);
    const broken = readerOf(test, addressOf(join(folder, 'home/all/v1/latest.json')));
    await broken.store.watch('home');
    const refusing = new Registry();
    exposeSnapshots(refusing, broken.store, () => NOW);
    await refusing.metrics();
    assert.match(await refusing.metrics(), /vitrine_snapshot_refused_total\{reason="UNREACHABLE"\} 4/);
  });
});
