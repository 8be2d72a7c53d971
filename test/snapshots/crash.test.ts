import assert from 'node:assert/strict';
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, watch, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { UNFINISHED } from '../../datasources/disk/atomic-file.js';
import { documentOf, NOW, putSnapshot } from './support/documents.js';
import { hashOfPublished, publishingTo, reasonsOf } from './support/publisher.js';
import { addressOf, readerOf, temporaryFolder } from './support/reader.js';

const PROGRAM = join(import.meta.dirname, 'stand-ins/publish-for-ever.js');
const FOLDER = 'home/all/v1';
const KILLS = 16;

/** Waits for so many changes of a folder: files that are made, grow or get their name. A publication is some ten of them. */
async function changes(folder: string, count: number): Promise<void> {
  const events = watch(folder)[Symbol.asyncIterator]();
  for (let seen = 0; seen < count; seen++) await events.next();
  await events.return?.();
}

/** A publisher in a process of its own, loaded and waiting to be told; it ends with the test at the latest. */
function launch(test: TestContext, folder: string): ChildProcess {
  const child = fork(PROGRAM, [addressOf(folder)]);
  test.after(() => child.kill('SIGKILL'));
  return child;
}

describe('a publisher that is killed', () => {
  it('leaves a document that readers take, wherever it was stopped', async (test) => {
    const folder = temporaryFolder(test);
    const { publish } = await publishingTo(test, addressOf(folder));
    hashOfPublished(await publish());
    let next = launch(test, folder);
    for (let kill = 0; kill < KILLS; kill++) {
      const child = next;
      next = launch(test, folder);
      child.send('publish');
      await once(child, 'message');
      await changes(join(folder, FOLDER), 1 + kill);
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
      const { store, served, setNow } = readerOf(test, addressOf(folder), { arms: true });
      setNow(NOW + 3_600_000);
      await store.watch('home');
      assert.equal(served()?.items.length, 60);
      assert.deepEqual([...store.refusals()], [], `kill ${kill}`);
    }
    const unfinished = (await readdir(join(folder, FOLDER))).filter((name) => name.endsWith(UNFINISHED));
    test.diagnostic(`${unfinished.length} of ${KILLS} kills left an unfinished file`);
  });
});

describe('a disk that is full', () => {
  it('keeps the document that is published, and its pointer', async (test) => {
    const folder = temporaryFolder(test);
    const hash = await putSnapshot(addressOf(folder), documentOf(NOW));
    const before = await readdir(join(folder, FOLDER));
    // A limit on the size of files makes writes fail half way, for root as well.
    const child = spawn(
      'sh',
      ['-c', `ulimit -f 64; exec "$0" "$@"`, process.execPath, PROGRAM, addressOf(folder), 'once'],
      {
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      },
    );
    const messages: unknown[] = [];
    child.on('message', (message) => messages.push(message));
    child.send('publish');
    await once(child, 'exit');
    assert.deepEqual(messages, ['STORE_WRITE']);
    assert.deepEqual(await readdir(join(folder, FOLDER)), before, 'nothing half written stays');
    const { store, served } = readerOf(test, addressOf(folder));
    await store.watch('home');
    assert.equal(served()?.hash, hash);
  });

  it('is one refusal after the other, and the first document after it is published', async (test) => {
    const folder = temporaryFolder(test);
    const blocked = join(folder, 'home');
    await writeFile(blocked, 'a file where a folder should be');
    const { publish } = await publishingTo(test, addressOf(folder));
    const [reason] = reasonsOf(await publish());
    assert(reason === 'STORE_READ' || reason === 'STORE_WRITE');
    assert.equal(await readFile(blocked, 'utf8'), 'a file where a folder should be');
    assert(!existsSync(join(blocked, 'all')));
    const roomy = join(folder, 'roomy');
    await mkdir(roomy);
    hashOfPublished(await (await publishingTo(test, addressOf(roomy))).publish());
  });
});
