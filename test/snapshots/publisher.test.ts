import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { openFiles } from '../../datasources/snapshot/open-files.js';
import { openTarget } from '../../src/snapshots/open-target.js';
import { NOTHING_OFF } from '../../datasources/slots/emergency.contract.js';
import { videoId } from '../support/records.js';
import { bannerEdge, bytesOf, liveEdge, NOW, source, videoEdge, videoEdges } from './support/documents.js';
import { HOME, hashOfPublished, publishingTo, reasonsOf } from './support/publisher.js';
import { readerOf } from './support/reader.js';

describe('the publisher of snapshots', () => {
  let sandbox: Sandbox;
  let url: string;
  before(async () => {
    sandbox = await startSandbox({ only: ['SNAPSHOT'] });
    url = sandbox.urls.SNAPSHOT;
  });
  after(() => sandbox.close());
  beforeEach(async () => {
    await fetch(`${sandbox.adminUrl}/reset`, { method: 'POST' });
  });

  it('publishes what readers then serve, in the order of the feed', async (test) => {
    const { publish, pointer } = await publishingTo(test, url);
    const hash = hashOfPublished(await publish());
    const { store, served, setNow } = readerOf(test, url, { arms: true });
    setNow(NOW + 1_000);
    await store.watch('home');
    assert.equal(served()?.hash, hash);
    assert.deepEqual(
      served()?.items.map(({ key }) => key),
      Array.from({ length: 60 }, (_, n) => `VIDEO:${videoId(n + 1)}`),
    );
    assert.deepEqual([served()?.configVersion, served()?.sourceTier], ['412.7', 'PRIMARY']);
    const { itemCount, previous, rollback, validUntil } = (await pointer()) ?? {};
    assert.deepEqual([itemCount, previous, rollback], [60, null, false]);
    assert.equal(Date.parse(validUntil ?? ''), NOW + 1_000 + 24 * 3_600_000);
  });

  it('asks page by page, as somebody of whom nothing is known, in the background', async (test) => {
    const { publisher, calls } = await publishingTo(test, url);
    await publisher.publish({ ...HOME, variant: 'ios' });
    assert.deepEqual(
      calls.map(({ variables }) => variables),
      [null, '20', '40'].map((cursor) => ({ sceneId: 'home', first: 20, after: cursor })),
    );
    for (const { headers } of calls) {
      assert.equal(headers['x-priority'], 'background');
      assert.equal(headers['apollographql-client-name'], 'ios');
      assert.deepEqual(
        Object.keys(headers).filter((name) => /viewer|device|cookie/.test(name)),
        [],
      );
    }
  });

  it('leaves out what may not be published, fills up from the next page and numbers anew', async (test) => {
    const { publish, feed } = await publishingTo(test, url);
    feed.edges = [
      liveEdge(0),
      bannerEdge(1, 'vips-only'),
      bannerEdge(2, 'c-90'),
      videoEdge(1, { status: 'BLOCKED' }),
      videoEdge(2, { sources: [source({ expiresAt: new Date(NOW).toISOString() })] }),
      videoEdge(3, { sources: [source({ expiresAt: new Date(NOW).toISOString() }), source()] }),
      ...videoEdges(90).slice(3),
    ];
    const outcome = await publish();
    assert(outcome.kind === 'published');
    assert.deepEqual(
      [...outcome.trimmed],
      [
        ['LIVE_CARD', 1],
        ['CROWD_CREATIVE', 1],
        ['NOT_PLAYABLE', 1],
        ['EXPIRING_MEDIA', 2],
      ],
    );
    const { bytes } = (await openFiles(url, '0').read(`home/all/v1/${outcome.hash}.json`)) as {
      bytes: Buffer;
    };
    const { edges } = JSON.parse(bytes.toString()).data.feed;
    assert.deepEqual(
      edges.map(({ position }: any) => position),
      edges.map((_: unknown, index: number) => index),
    );
    assert.deepEqual(
      edges.slice(0, 2).map(({ node }: any) => node.__typename),
      ['BannerCard', 'VideoCard'],
    );
    assert.equal(edges[1].node.video.sources.length, 1);
    assert.equal(outcome.itemCount, 60);
  });

  it('takes products off their videos, and makes the next one primary', async (test) => {
    const publishing = await publishingTo(test, url);
    publishing.offline = { ...NOTHING_OFF, products: new Set(['720000000002']) };
    const hash = hashOfPublished(await publishing.publish());
    const { bytes } = (await openFiles(url, '0').read(`home/all/v1/${hash}.json`)) as { bytes: Buffer };
    const { products } = JSON.parse(bytes.toString()).data.feed.edges[0].node.video;
    assert.equal(products.totalCount, 1);
    assert.deepEqual(
      products.edges.map((edge: any) => [edge.primary, edge.node.title]),
      [[true, 'Product 3']],
    );
  });

  it('moves the pointers of everybody and of the arm that made the list', async (test) => {
    const { publish, pointer, feed } = await publishingTo(test, url);
    const first = hashOfPublished(await publish());
    feed.serving = { ...feed.serving, tier: 'LEGACY' };
    const second = hashOfPublished(await publish());
    const hashes = async () => [
      (await pointer())?.hash,
      (await pointer('latest-primary'))?.hash,
      (await pointer('latest-legacy'))?.hash,
    ];
    assert.deepEqual(await hashes(), [second, first, second]);
    assert.equal((await pointer())?.previous, first);
  });

  it('refuses a bad list and leaves the pointer where it is', async (test) => {
    const { publish, pointer, feed } = await publishingTo(test, url);
    const hash = hashOfPublished(await publish());
    feed.edges = videoEdges(40);
    assert.deepEqual(reasonsOf(await publish()), ['SHRUNK']);
    feed.edges = [];
    assert.deepEqual(reasonsOf(await publish()), ['TOO_FEW']);
    feed.serving = { ...feed.serving, tier: 'BUILT_IN' };
    assert.deepEqual(reasonsOf(await publish()), ['TIER']);
    feed.errors = [{ message: 'The feed cannot be made now.' }];
    assert.deepEqual(reasonsOf(await publish()), ['FEED_FAILED']);
    assert.equal((await pointer())?.hash, hash);
    assert.equal((await pointer())?.history.length, 1);
  });

  it('publishes far fewer items when an operator says that they are right', async (test) => {
    const { publish, feed } = await publishingTo(test, url);
    hashOfPublished(await publish());
    feed.edges = videoEdges(40);
    assert.deepEqual(reasonsOf(await publish()), ['SHRUNK']);
    hashOfPublished(await publish({ allowFewer: true }));
    hashOfPublished(await publish());
  });

  it('refuses when an id came onto the emergency list while it was publishing', async (test) => {
    let asked = 0;
    const listed = { ...NOTHING_OFF, contents: new Set([`VIDEO:${videoId(5)}`]) };
    const { publish, pointer } = await publishingTo(test, url, {
      emergency: () => ((asked += 1) === 1 ? NOTHING_OFF : listed),
    });
    assert.deepEqual(reasonsOf(await publish()), ['OFFLINE']);
    assert.equal(await pointer(), null);
  });

  it('refuses when the public address does not give what was stored', async (test) => {
    const { publish, pointer } = await publishingTo(test, url);
    const hash = hashOfPublished(await publish());
    await sandbox.setFaults('SNAPSHOT', [{ kind: 'BAD_HASH' }]);
    assert.deepEqual(reasonsOf(await publish()), ['READ_BACK']);
    await sandbox.setFaults('SNAPSHOT', []);
    assert.equal((await pointer())?.hash, hash);
    const elsewhere = await publishingTo(test, url, { publicFiles: openFiles('http://127.0.0.1:1', '0') });
    assert.deepEqual(reasonsOf(await elsewhere.publish()), ['READ_BACK']);
    assert.equal((await pointer())?.hash, hash);
  });

  it('refuses when the store cannot be read or written', async (test) => {
    const { publish, pointer } = await publishingTo(test, url);
    const hash = hashOfPublished(await publish());
    await sandbox.setFaults('SNAPSHOT', [{ kind: 'STATUS', args: { status: 500 } }]);
    assert.deepEqual(reasonsOf(await publish()), ['STORE_READ']);
    await sandbox.setFaults('SNAPSHOT', [{ kind: 'STATUS', args: { status: 507 }, afterCalls: 1 }]);
    assert.deepEqual(reasonsOf(await publish()), ['STORE_WRITE']);
    await sandbox.setFaults('SNAPSHOT', []);
    assert.equal((await pointer())?.hash, hash);
  });

  it('never overwrites what another publisher published meanwhile', async (test) => {
    const first = await publishingTo(test, url);
    hashOfPublished(await first.publish());
    let overtaken = '';
    const slow = await publishingTo(test, url, {
      publicFiles: {
        // Between the document and the pointers of the slow one, the other publishes.
        read: async (path) => {
          overtaken ||= hashOfPublished(await first.publish());
          return openFiles(url, '0').read(path);
        },
      },
    });
    assert.deepEqual(reasonsOf(await slow.publish()), ['CONFLICT']);
    assert.equal((await first.pointer())?.hash, overtaken);
  });

  it('takes a pointer that moved though the answer was lost for moved', async (test) => {
    const { publish, pointer } = await publishingTo(test, url);
    hashOfPublished(await publish());
    // The pointers' writes are carried out, answered 503 once, and sent again against an ETag that is gone.
    const target = openTarget(url, '0');
    const repeating = await publishingTo(test, url, {
      target: {
        read: (path, etag) => target.read(path, etag),
        tidy: (folder, keep, now) => target.tidy(folder, keep, now),
        write: async (path, bytes, condition) => {
          await target.write(path, bytes, condition);
          return target.write(path, bytes, condition);
        },
      },
    });
    repeating.feed.edges = videoEdges(59);
    const hash = hashOfPublished(await repeating.publish());
    assert.equal((await pointer())?.hash, hash);
  });

  it('goes on over a pointer that nobody can read', async (test) => {
    const { publish, pointer } = await publishingTo(test, url);
    await openTarget(url, '0').write('home/all/v1/latest.json', bytesOf({ half: 'a pointer' }));
    const hash = hashOfPublished(await publish());
    assert.equal((await pointer())?.hash, hash);
  });

  it('leaves a document alone that another process has just published', async (test) => {
    const { publish } = await publishingTo(test, url);
    hashOfPublished(await publish());
    assert.deepEqual(await publish({ minAgeMs: 60_000 }), { kind: 'skipped', why: 'RECENT' });
    hashOfPublished(await publish({ minAgeMs: 2_000 }));
  });

  it('keeps a history of the last 48 documents', async (test) => {
    const { publish, pointer, feed } = await publishingTo(test, url);
    feed.edges = videoEdges(30);
    const hashes: string[] = [];
    for (let n = 0; n < 50; n++) hashes.unshift(hashOfPublished(await publish()));
    assert.deepEqual(
      (await pointer())?.history.map(({ hash }) => hash),
      hashes.slice(0, 48),
    );
  });
});
