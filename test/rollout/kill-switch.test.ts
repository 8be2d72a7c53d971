import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { KillSwitch } from '../../rollout/live/kill-switch.js';
import { DocumentServer, HANG, say, type Answer } from './support/document-server.js';
import { hangingDisk } from './support/hanging-disk.js';
import { until } from './support/until.js';

const EFFECTIVE_MS = 1_000;

/** Added to the clock of switches that are asked how old their list is. */
let later = 0;
const now = (): number => performance.now() + later;
let kill: KillSwitch;
const begin = async (location: string): Promise<void> => {
  kill = new KillSwitch(location, now);
  await kill.start();
};
beforeEach(() => (later = 0));
afterEach(() => kill.stop());

describe('a kill file', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kill-'));
    path = join(folder, 'rules.yaml.kill');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('holds from the first moment', async () => {
    writeFileSync(path, 'feed-primary');
    await begin(path);
    assert.ok(kill.isKilled('feed-primary'));
    assert.ok(!kill.isKilled('video-author'));
  });

  it('is effective within a second, and is told about', async () => {
    await begin(path);
    const told: string[][] = [];
    kill.onChange(({ ids }) => told.push([...ids]));
    assert.ok(!kill.isKilled('feed-primary'));
    writeFileSync(path, 'feed-primary\n');
    assert.ok((await until(() => kill.isKilled('feed-primary'))) < EFFECTIVE_MS);
    writeFileSync(path, 'feed-primary\n*\n');
    await until(() => kill.isKilled('any-rule'));
    assert.deepEqual(told, [['feed-primary'], ['feed-primary', '*']]);
  });

  it('lifts a kill when it is gone, but not while it is being written', async () => {
    writeFileSync(path, 'feed-primary');
    await begin(path);
    const told: number[] = [];
    kill.onChange(({ ids }) => told.push(ids.size));
    writeFileSync(path, '');
    await sleep(300);
    writeFileSync(path, 'feed-primary');
    await sleep(600);
    assert.deepEqual(told, []);
    rmSync(path);
    await until(() => !kill.isKilled('feed-primary'));
  });

  it('keeps its last list when it cannot be read, and alarms after 10 seconds', async () => {
    writeFileSync(path, 'feed-primary');
    await begin(path);
    rmSync(path);
    mkdirSync(path);
    await sleep(600);
    assert.ok(kill.isKilled('feed-primary'));
    assert.ok(!kill.state().alarm);
    later = 10_000;
    assert.ok(kill.state().alarm);
    rmSync(path, { recursive: true });
    await until(() => !kill.state().alarm);
  });

  it('keeps nothing waiting where it is a named pipe', async () => {
    writeFileSync(path, 'feed-primary');
    await begin(path);
    rmSync(path);
    execFileSync('mkfifo', [path]);
    later = 10_001;
    await until(() => kill.state().failure?.includes('named pipe') === true);
    assert.ok(kill.isKilled('feed-primary') && kill.state().alarm);
    rmSync(path);
    await until(() => !kill.isKilled('feed-primary'));
  });

  it('keeps nothing waiting where its disk hangs', async () => {
    const disk = hangingDisk();
    try {
      await begin(path);
      await sleep(550);
      assert.equal(disk.opened(), 1, 'each opening would hold a thread');
      assert.notEqual(kill.state().failure, null);
      const startedAt = performance.now();
      await kill.stop();
      assert.ok(performance.now() - startedAt < 100);
    } finally {
      disk.restore();
    }
  });

  it('alarms when it could never be read', async () => {
    mkdirSync(path);
    await begin(path);
    assert.equal(kill.state().ageMs, null);
    assert.ok(!kill.state().alarm);
    later = 10_001;
    assert.ok(kill.state().alarm);
  });
});

describe('a kill list behind a URL', () => {
  const server = new DocumentServer();
  let url: string;
  beforeEach(async () => {
    url = `${await server.start()}/rules.yaml.kill`;
  });
  afterEach(() => server.stop());
  const serve = (answer: Answer) => server.documents.set('/rules.yaml.kill', answer);

  it('is effective within a second', async () => {
    serve(say(404));
    await begin(url);
    assert.notEqual(kill.state().ageMs, null);
    serve(say(200, 'feed-primary'));
    assert.ok((await until(() => kill.isKilled('feed-primary'))) < EFFECTIVE_MS);
    serve(say(404));
    await until(() => !kill.isKilled('feed-primary'));
  });

  it('keeps its last list through hangs, errors and cut answers', async () => {
    serve(say(200, 'feed-primary'));
    await begin(url);
    const cut: Answer = (_, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('video-author');
      setTimeout(() => response.destroy(), 20);
    };
    const endless: Answer = (_, response) => void response.writeHead(200).write('video-author\n');
    const encoded: Answer = (_, response) =>
      void response.writeHead(200, { 'content-encoding': 'gzip' }).end('video-author');
    const page: Answer = (_, response) =>
      void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('login');
    const error = say(200, '{ "error": "forbidden" }');
    for (const bad of [HANG, say(503), say(301), cut, endless, encoded, page]) {
      serve(bad);
      later += 1_001;
      await kill.refreshIfOld(1_000);
      assert.deepEqual([...kill.state().ids], ['feed-primary']);
    }
    serve(error);
    later += 1_001;
    await kill.refreshIfOld(1_000);
    assert.ok(kill.isKilled('feed-primary'), 'what is no list lifts nothing');
    assert.ok(kill.state().failure !== null);
    assert.ok((server.requests.get('/rules.yaml.kill')?.length ?? 0) >= 9, 'asked for each');
    assert.ok(!kill.state().alarm);
    later += 3_000;
    assert.ok(kill.state().alarm);
    serve(say(200, 'video-author'));
    await until(() => kill.isKilled('video-author'));
    assert.ok(!kill.state().alarm);
  });

  it('is read to its longest length and no further', async () => {
    serve((_, response) => {
      response.writeHead(200).write('feed-primary\n');
      response.write('#'.repeat(5_000));
    });
    await begin(url);
    assert.deepEqual([...kill.state().ids], ['feed-primary']);
    assert.equal(kill.state().unclear.length, 1);
  });

  it('holds up no start', async () => {
    serve(HANG);
    const startedAt = performance.now();
    await begin(url);
    assert.ok(performance.now() - startedAt < 250);
    assert.deepEqual([...kill.state().ids], []);
  });

  it('is read anew for the request after a freeze, which waits for it but not for long', async () => {
    serve(say(404));
    await begin(url);
    serve(say(200, 'feed-primary'));
    await kill.refreshIfOld(20);
    assert.ok(!kill.isKilled('feed-primary'), 'a young list is not read again');
    later = 60_000;
    await kill.refreshIfOld(1_000);
    assert.ok(kill.isKilled('feed-primary'));
    serve(HANG);
    later = 120_000;
    const startedAt = performance.now();
    await Promise.all([kill.refreshIfOld(20), kill.refreshIfOld(20)]);
    assert.ok(performance.now() - startedAt < 150);
  });
});
