import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it, type TestContext } from 'node:test';
import { startSandbox, type Fault, type Sandbox } from '../../sandbox/index.js';
import { openTarget } from '../../src/snapshots/open-target.js';
import { bytesOf, documentOf, HOUR, MINUTE, NOW, pointerTo, putSnapshot } from './support/documents.js';
import { readerOf } from './support/reader.js';

const DOCUMENTS = 'GET /{sceneId}/{variant}/v1/{name}.json';

describe('the reader of a snapshot store', () => {
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
  const fail = (...faults: Fault[]) => sandbox.setFaults('SNAPSHOT', faults);
  const bytesSent = () =>
    sandbox.calls().SNAPSHOT[DOCUMENTS]?.recent.filter(({ status }) => status === 200).length ?? 0;

  /** A reader that holds the document of NOW, whose reads so far are forgotten. */
  async function loaded(test: TestContext) {
    const hash = await putSnapshot(url, documentOf(NOW - MINUTE));
    const reader = readerOf(test, url);
    await reader.store.watch('home');
    assert.equal(reader.served()?.hash, hash);
    return { ...reader, hash };
  }

  it('has nothing before anything is published, and counts no refusal for that', async (test) => {
    const { store, served } = readerOf(test, url);
    await store.start();
    await store.watch('home');
    assert.equal(served(), null);
    assert.equal(store.refusals().size, 0);
  });

  it('reads the document that the pointer names, and a newer one when it moves', async (test) => {
    const { store, served, hash } = await loaded(test);
    assert.equal(served()?.items.length, 40);
    const newer = await putSnapshot(url, documentOf(NOW));
    await store.refresh();
    assert.equal(served()?.hash, newer);
    assert.equal(
      store.held({ sceneId: 'home', arm: null }, hash.slice(0, 16), NOW)?.hash,
      hash,
      'sessions that began in it go on in it',
    );
  });

  it('asks for nothing it has: an unchanged pointer is 304 and its document is read once', async (test) => {
    const { store } = await loaded(test);
    const before = bytesSent();
    await store.refresh();
    await store.refresh();
    assert.equal(bytesSent(), before);
    assert.match(sandbox.calls().SNAPSHOT[DOCUMENTS]?.headers['if-none-match'] ?? '', /^"/);
  });

  const refusals: [string, Fault, string][] = [
    ['whose bytes are not those of its hash', { kind: 'BAD_HASH' }, 'HASH'],
    ['from the future', { kind: 'FUTURE_DATE', args: { ms: HOUR } }, 'FUTURE'],
    ['older than the one loaded', { kind: 'OLD_SNAPSHOT', args: { ageMs: HOUR } }, 'OLDER'],
    ['that breaks off', { kind: 'TRUNCATE' }, 'UNREACHABLE'],
    ['that is too large', { kind: 'HUGE', args: { bytes: 3_000_000 } }, 'TOO_LARGE'],
    ['behind an error page', { kind: 'HTML' }, 'FORMAT'],
    ['behind a redirect', { kind: 'REDIRECT' }, 'UNREACHABLE'],
    ['of a store that fails', { kind: 'STATUS', args: { status: 500 } }, 'UNREACHABLE'],
    ['of a store that is gone', { kind: 'REFUSE' }, 'UNREACHABLE'],
  ];
  for (const [what, fault, reason] of refusals)
    it(`refuses a document ${what}, keeps the old one, and takes the new one afterwards`, async (test) => {
      const { store, served, hash } = await loaded(test);
      const newer = await putSnapshot(url, documentOf(NOW));
      await fail(fault);
      await store.refresh();
      assert.equal(served()?.hash, hash);
      assert(
        store.refusals().has(reason as never),
        `${[...store.refusals().keys()].join()} instead of ${reason}`,
      );
      await fail();
      await store.refresh();
      assert.equal(served()?.hash, newer, 'though the pointer did not change meanwhile');
    });

  it('refuses a document older than a day even when nothing else is there', async (test) => {
    await putSnapshot(url, documentOf(NOW - MINUTE));
    await fail({ kind: 'OLD_SNAPSHOT', args: { ageMs: 25 * HOUR } });
    const { store, served } = readerOf(test, url);
    await store.watch('home');
    assert.equal(served(), null);
    assert(store.refusals().has('TOO_OLD'));
  });

  it('refuses what another version, scene or shape of publisher left, and keeps the old one', async (test) => {
    const { store, served, hash } = await loaded(test);
    const target = openTarget(url, '0');
    const good = documentOf(NOW);
    const pointers: [unknown, string][] = [
      [pointerTo(documentOf(NOW, { schemaVersion: 2 }), { schemaVersion: 2 }), 'SCHEMA_VERSION'],
      [pointerTo(good, { sceneId: 'channel' }), 'FORMAT'],
      [pointerTo(good, { url: 'https://elsewhere.example.test/x.json' }), 'FORMAT'],
      [pointerTo(good, { hash: 'x' }), 'FORMAT'],
      [pointerTo(good, { bytes: 3_000_000 }), 'TOO_LARGE'],
      [pointerTo(good, { generatedAt: new Date(NOW + HOUR).toISOString() }), 'FUTURE'],
      [pointerTo(documentOf(NOW, { blockSize: 11 })), 'MISSING'],
    ];
    for (const [pointer, reason] of pointers) {
      const before = store.refusals().get(reason as never) ?? 0;
      await target.write('home/all/v1/latest.json', bytesOf(pointer));
      await store.refresh();
      assert.equal(store.refusals().get(reason as never), before + 1, reason);
      assert.equal(served()?.hash, hash, reason);
    }
  });

  it('refuses a document of another scene or variant behind an honest pointer', async (test) => {
    const { store, served, hash } = await loaded(test);
    const strange = documentOf(NOW, { sceneId: 'channel' });
    const target = openTarget(url, '0');
    const pointer = pointerTo(strange, { sceneId: 'home' });
    await target.write(`home/all/v1/${String(pointer['hash'])}.json`, bytesOf(strange));
    await target.write('home/all/v1/latest.json', bytesOf(pointer));
    await store.refresh();
    assert.equal(served()?.hash, hash);
    assert.equal(store.refusals().get('FORMAT'), 1);
  });

  it('goes back to an older document when the pointer says that it is a rollback', async (test) => {
    const { store, served } = await loaded(test);
    const older = await putSnapshot(url, documentOf(NOW - HOUR), { rollback: true });
    await store.refresh();
    assert.equal(served()?.hash, older);
  });

  it('forgets a scene that is no more', async (test) => {
    const { store, served } = await loaded(test);
    store.forget('home');
    assert.equal(served(), null);
    assert.equal(store.ages(NOW).size, 0);
    await store.watch('home');
    assert.notEqual(served(), null, 'and may learn it again');
  });

  it('ends at once, even while a store hangs', async (test) => {
    const { store, outcomes } = await loaded(test);
    const before = outcomes.length;
    await fail({ kind: 'HANG' });
    const refreshed = store.refresh();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const startedAt = performance.now();
    await store.stop();
    await refreshed;
    assert(performance.now() - startedAt < 1_000);
    assert.equal(outcomes.length, before, 'what was broken off is no outcome');
  });

  it('never asks a deployment without a store', async (test) => {
    const { store, served, outcomes } = readerOf(test, null);
    await store.start();
    await store.watch('home');
    await store.refresh();
    assert.deepEqual([served(), outcomes.length], [null, 0]);
  });
});
