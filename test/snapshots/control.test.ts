import assert from 'node:assert/strict';
import { rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { openFiles } from '../../datasources/snapshot/open-files.js';
import { MINUTE, NOW } from './support/documents.js';
import { HOME, hashOfPublished, publishingTo, reasonsOf } from './support/publisher.js';
import { addressOf, readerOf, temporaryFolder } from './support/reader.js';

/** Three documents, oldest first, with a reader that holds the newest. */
async function threePublished(test: TestContext) {
  const folder = temporaryFolder(test);
  const publishing = await publishingTo(test, addressOf(folder));
  const hashes: string[] = [];
  for (let n = 0; n < 3; n++) hashes.push(hashOfPublished(await publishing.publish()));
  const [first = '', second = '', third = ''] = hashes;
  const reader = readerOf(test, addressOf(folder));
  reader.setNow(NOW + MINUTE);
  await reader.store.watch('home');
  assert.equal(reader.served()?.hash, third);
  const path = (hash: string) => join(folder, 'home/all/v1', `${hash}.json`);
  return { ...publishing, ...reader, first, second, third, path };
}

describe('an operator', () => {
  it('goes back one document after the other, and readers follow', async (test) => {
    const { control, store, served, first, second, third, pointer } = await threePublished(test);
    const back = await control.rollback(HOME);
    assert.deepEqual([back.hash, back.previous, back.rollback], [second, third, true]);
    await store.refresh();
    assert.equal(served()?.hash, second);
    await control.rollback(HOME);
    await store.refresh();
    assert.equal(served()?.hash, first);
    assert.equal(
      (await pointer('latest-primary'))?.hash,
      first,
      'the arm that made the bad document goes back too',
    );
    await assert.rejects(control.rollback(HOME), /no older document/);
  });

  it('goes back to a document by the first digits of its hash', async (test) => {
    const { control, first } = await threePublished(test);
    assert.equal((await control.rollback(HOME, first.slice(0, 12))).hash, first);
    await assert.rejects(control.rollback(HOME, 'ffffffffffff'), /No document/);
    await assert.rejects(control.rollback(HOME, ''), /More than one/);
  });

  it('cannot go back to what readers would refuse', async (test) => {
    const { control, second, third, path, pointer } = await threePublished(test);
    await truncate(path(second), 100);
    await assert.rejects(control.rollback(HOME), /spoilt/);
    await rm(path(second));
    await assert.rejects(control.rollback(HOME), /not in the store/);
    assert.equal((await pointer())?.hash, third);
  });

  it('stays where he went back to: nothing is published until he lets it go on', async (test) => {
    const { control, publish, pointer, second, store, served, setNow } = await threePublished(test);
    await control.rollback(HOME);
    assert.deepEqual(await publish(), { kind: 'skipped', why: 'FROZEN' });
    assert.equal((await pointer())?.hash, second);
    await control.freeze(HOME, false);
    assert.equal((await pointer())?.rollback, true, 'readers that were away must still take it');
    const hash = hashOfPublished(await publish());
    assert.equal((await pointer())?.rollback, false);
    setNow(NOW + MINUTE);
    await store.refresh();
    assert.equal(served()?.hash, hash);
  });

  it('freezes what is published', async (test) => {
    const { control, publish, pointer, third } = await threePublished(test);
    await control.freeze(HOME, true);
    assert.deepEqual(await publish(), { kind: 'skipped', why: 'FROZEN' });
    assert.deepEqual([(await pointer())?.hash, (await pointer())?.history.length], [third, 3]);
    await control.freeze(HOME, false);
    hashOfPublished(await publish());
  });

  it('freezes even while a document is on its way', async (test) => {
    const folder = addressOf(temporaryFolder(test));
    const { control, publish, pointer } = await publishingTo(test, folder);
    const hash = hashOfPublished(await publish());
    const slow = await publishingTo(test, folder, {
      publicFiles: {
        read: async (path) => {
          await control.freeze(HOME, true);
          return openFiles(folder, '0').read(path);
        },
      },
    });
    assert.deepEqual(reasonsOf(await slow.publish()), ['CONFLICT']);
    assert.deepEqual([(await pointer())?.hash, (await pointer())?.frozen], [hash, true]);
  });

  it('is told when nothing is published', async (test) => {
    const { control } = await publishingTo(test, addressOf(temporaryFolder(test)));
    assert.equal(await control.show(HOME), null);
    await assert.rejects(control.rollback(HOME), /Nothing is published/);
    await assert.rejects(control.freeze(HOME, true), /Nothing is published/);
  });
});
