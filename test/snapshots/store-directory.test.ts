import assert from 'node:assert/strict';
import { appendFile, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { variantOf } from '../../datasources/snapshot/platform-variant.js';
import { accountId, itemId, videoId } from '../support/records.js';
import { documentOf, HOUR, MINUTE, NOW, putSnapshot, videoEdges } from './support/documents.js';
import { addressOf, readerOf, temporaryFolder } from './support/reader.js';

const FOLDER = 'home/all/v1';

describe('a snapshot directory', () => {
  it('is read like a store', async (test) => {
    const folder = temporaryFolder(test);
    const hash = await putSnapshot(addressOf(folder), documentOf(NOW - MINUTE));
    const { store, served } = readerOf(test, addressOf(folder));
    await store.watch('home');
    assert.equal(served()?.hash, hash);
    const newer = await putSnapshot(addressOf(folder), documentOf(NOW));
    await store.refresh();
    assert.equal(served()?.hash, newer);
  });

  const damages: [string, (path: string) => Promise<void>, string][] = [
    ['cut off', (path) => truncate(path, 1_000), 'HASH'],
    ['emptied', (path) => truncate(path, 0), 'HASH'],
    ['grown by a byte', (path) => appendFile(path, ' '), 'HASH'],
    ['removed', (path) => rm(path), 'MISSING'],
    ['far too large', (path) => writeFile(path, Buffer.alloc(2 * 1024 * 1024 + 1)), 'TOO_LARGE'],
  ];
  for (const [what, damage, reason] of damages)
    it(`whose new document was ${what} leaves the old one served`, async (test) => {
      const folder = temporaryFolder(test);
      const hash = await putSnapshot(addressOf(folder), documentOf(NOW - MINUTE));
      const { store, served } = readerOf(test, addressOf(folder));
      await store.watch('home');
      const newer = await putSnapshot(addressOf(folder), documentOf(NOW));
      await damage(join(folder, FOLDER, `${newer}.json`));
      await store.refresh();
      assert.equal(served()?.hash, hash);
      assert.deepEqual([...store.refusals()], [[reason, 1]]);
    });

  it('whose pointer is half written leaves the old document served', async (test) => {
    const folder = temporaryFolder(test);
    const hash = await putSnapshot(addressOf(folder), documentOf(NOW - MINUTE));
    const { store, served } = readerOf(test, addressOf(folder));
    await store.watch('home');
    await truncate(join(folder, FOLDER, 'latest.json'), 50);
    await store.refresh();
    assert.equal(served()?.hash, hash);
    assert.deepEqual([...store.refusals()], [['FORMAT', 1]]);
  });
});

describe('the reader of snapshots', () => {
  it('serves a client its own variant, and everybody else the one for all', async (test) => {
    const url = addressOf(temporaryFolder(test));
    const all = await putSnapshot(url, documentOf(NOW));
    const ios = await putSnapshot(url, documentOf(NOW - HOUR, { variant: 'ios' }));
    const { store } = readerOf(test, url);
    await store.watch('home');
    const hashFor = (platform: string) =>
      store.current({ sceneId: 'home', variant: variantOf(platform), arm: null }, NOW)?.hash;
    assert.deepEqual(['IOS', 'ANDROID', 'WEB', 'HARMONY', 'UNKNOWN'].map(hashFor), [ios, all, all, all, all]);
    assert.equal(store.current({ sceneId: 'channel', variant: 'all', arm: null }, NOW), null);
  });

  it('serves viewers of an arm what that arm has made, and reads pointers of arms only when told to', async (test) => {
    const url = addressOf(temporaryFolder(test));
    const newest = await putSnapshot(url, documentOf(NOW));
    const legacy = await putSnapshot(
      url,
      documentOf(NOW - HOUR, { sourceTier: 'LEGACY' }),
      {},
      'latest-legacy',
    );
    const reading = async (arms: boolean) => {
      const { store } = readerOf(test, url, { arms });
      await store.watch('home');
      return (arm: 'primary' | 'legacy' | null) =>
        store.current({ sceneId: 'home', variant: 'ios', arm }, NOW)?.hash;
    };
    const withArms = await reading(true);
    assert.deepEqual([withArms('legacy'), withArms('primary'), withArms(null)], [legacy, newest, newest]);
    const without = await reading(false);
    assert.deepEqual([without('legacy'), without('primary'), without(null)], [undefined, newest, newest]);
  });

  it('holds the last three documents for sessions that began in them', async (test) => {
    const url = addressOf(temporaryFolder(test));
    const { store } = readerOf(test, url);
    const hashes: string[] = [];
    for (let n = 0; n < 4; n++) {
      hashes.push(await putSnapshot(url, documentOf(NOW + n)));
      await (n === 0 ? store.watch('home') : store.refresh());
    }
    const home = { sceneId: 'home', arm: null };
    const isHeld = (hash: string, now = NOW) => store.held(home, hash.slice(0, 16), now) !== null;
    assert.deepEqual(
      hashes.map((hash) => isHeld(hash)),
      [false, true, true, true],
    );
    assert(!isHeld(hashes[3] ?? '', NOW + 25 * HOUR), 'nor any of them after a day');
    assert.equal(store.held(home, '', NOW), null, 'no hash is no document');
    assert.equal(store.held({ ...home, sceneId: 'channel' }, hashes[3] ?? '', NOW), null);
  });

  it('serves a document for a day and not longer', async (test) => {
    const url = addressOf(temporaryFolder(test));
    await putSnapshot(url, documentOf(NOW));
    const { store, served, setNow } = readerOf(test, url);
    await store.watch('home');
    setNow(NOW + 24 * HOUR);
    assert.notEqual(served(), null);
    assert.notEqual(store.video(videoId(1), NOW + 24 * HOUR), null);
    setNow(NOW + 24 * HOUR + 1);
    assert.equal(served(), null);
    assert.equal(store.video(videoId(1), NOW + 24 * HOUR + 1), null);
    assert.deepEqual(
      [...store.ages(NOW + 25 * HOUR)],
      [['home/all', 25 * HOUR]],
      'its age is told all the same',
    );
  });

  it('finds records by id, those of the newest document first', async (test) => {
    const url = addressOf(temporaryFolder(test));
    await putSnapshot(url, documentOf(NOW - HOUR, {}, videoEdges(40)));
    await putSnapshot(url, documentOf(NOW, { sceneId: 'channel' }, videoEdges(35)));
    const { store } = readerOf(test, url);
    await Promise.all([store.watch('home'), store.watch('channel')]);
    assert.equal(store.video(videoId(1), NOW)?.ageMs, 0);
    assert.equal(store.video(videoId(40), NOW)?.ageMs, HOUR);
    assert.equal(store.video(videoId(41), NOW), null);
    assert.equal(store.product(itemId(3), NOW)?.value.title, 'Product 3');
    assert.equal(store.author(accountId(3), NOW)?.value.name, 'Author 3');
    assert.equal(store.author('1', NOW), null);
  });

  it('does not let clients make it watch scenes without end, nor paths outside the store', async (test) => {
    const folder = temporaryFolder(test);
    const { store, outcomes } = readerOf(test, addressOf(folder));
    await store.watch('../../etc');
    assert.equal(outcomes.length, 0);
    for (let n = 0; n < 40; n++) await store.watch(`scene-${n}`);
    assert.equal(outcomes.length, 32 * 4);
  });

  it('reads the scenes there are, however many names clients have made up before', async (test) => {
    const url = addressOf(temporaryFolder(test));
    await putSnapshot(url, documentOf(NOW, {}, videoEdges(40)));
    const { store, outcomes } = readerOf(test, url);
    for (let n = 0; n < 40; n++) store.watchGuessed(`made-up-${n}`);
    await store.watch('home');
    assert.notEqual(store.current({ sceneId: 'home', variant: 'all', arm: null }, NOW), null);
    await store.refresh('made-up-31');
    await store.refresh('made-up-32');
    assert.equal(outcomes.length, 32 * 4 + 4 + 4, 'those of clients are bounded');
  });
});

describe('the copy of the last good snapshot on disk', () => {
  it('serves a process that starts while the store is away', async (test) => {
    const [folder, diskPath] = [temporaryFolder(test), temporaryFolder(test)];
    const hash = await putSnapshot(addressOf(folder), documentOf(NOW));
    const first = readerOf(test, addressOf(folder), { diskPath });
    await first.store.watch('home');
    const second = readerOf(test, 'http://127.0.0.1:1', { diskPath });
    await second.store.start();
    assert.equal(second.served()?.hash, hash, 'without being told which scenes there are');
    const replaced = await putSnapshot(addressOf(folder), documentOf(NOW + 1));
    const third = readerOf(test, addressOf(folder), { diskPath });
    await third.store.start();
    assert.equal(third.served()?.hash, replaced, 'the store goes before the disk');
  });

  it('is never the cause of a start with a spoilt, old or half copy', async (test) => {
    const [folder, diskPath] = [temporaryFolder(test), temporaryFolder(test)];
    const hash = await putSnapshot(addressOf(folder), documentOf(NOW));
    await readerOf(test, addressOf(folder), { diskPath }).store.watch('home');
    const start = async (now: number) => {
      const { store, served, setNow } = readerOf(test, addressOf(temporaryFolder(test)), { diskPath });
      setNow(now);
      await store.start();
      return [served()?.hash ?? null, store.refusals().keys().next().value];
    };
    assert.deepEqual(await start(NOW), [hash, undefined]);
    assert.deepEqual(await start(NOW + 25 * HOUR), [null, 'TOO_OLD']);
    assert.deepEqual(await start(NOW - HOUR), [null, 'FUTURE'], 'a clock that was set back');
    const copy = join(diskPath, 'latest', FOLDER);
    await truncate(join(copy, `${hash}.json`), 5_000);
    assert.deepEqual(await start(NOW), [null, 'HASH']);
    await rm(join(copy, `${hash}.json`));
    assert.deepEqual(await start(NOW), [null, 'MISSING']);
  });

  it('that cannot be written is counted, and the document is served from memory', async (test) => {
    const folder = temporaryFolder(test);
    const hash = await putSnapshot(addressOf(folder), documentOf(NOW));
    const file = join(folder, 'a file, no folder');
    await writeFile(file, '');
    const { store, served } = readerOf(test, addressOf(folder), { diskPath: file });
    await store.watch('home');
    assert.equal(served()?.hash, hash);
    assert.deepEqual(
      [...store.refusals().keys()].filter((reason) => reason === 'DISK'),
      ['DISK'],
    );
  });

  it('leaves nothing half written behind, and does not grow for ever', async (test) => {
    const [folder, diskPath] = [temporaryFolder(test), temporaryFolder(test)];
    const url = addressOf(folder);
    await putSnapshot(url, documentOf(NOW));
    const { store, setNow } = readerOf(test, url, { diskPath });
    await store.watch('home');
    const files = () => readdir(join(diskPath, 'latest', FOLDER));
    assert.equal((await files()).length, 2);
    // Two hours after everything that is there was written.
    const later = Date.now() + 2 * HOUR;
    const hash = await putSnapshot(url, documentOf(later));
    setNow(later);
    await store.refresh();
    assert.deepEqual((await files()).sort(), [`${hash}.json`, 'latest.json'].sort());
    const pointer = JSON.parse(await readFile(join(diskPath, 'latest', FOLDER, 'latest.json'), 'utf8')) as {
      hash: string;
    };
    assert.equal(pointer.hash, hash);
  });
});
