import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { UPSTREAM_NAMES } from '../../sandbox/index.js';
import { at, get, objectAt, send } from './support/http.js';

const MAIN = fileURLToPath(new URL('../../sandbox/main.js', import.meta.url));

/** Forks the program; `printed` is all it wrote. */
function start(env: Record<string, string> = {}): { child: ChildProcess; printed: () => string } {
  const child = fork(MAIN, { silent: true, env: { ...process.env, ...env } });
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { child, printed: () => text };
}

async function message(child: ChildProcess): Promise<unknown> {
  const [value] = (await once(child, 'message')) as [unknown];
  return value;
}

async function exitCode(child: ChildProcess): Promise<unknown> {
  if (child.exitCode !== null) return child.exitCode;
  const [code] = (await once(child, 'exit')) as [unknown];
  return code;
}

describe('the sandbox as a program', () => {
  it('is ready within three seconds, silent, realistic and dirty by default, and leaves with its parent', async () => {
    const started = performance.now();
    const { child, printed } = start();
    const ready = await message(child);
    const ms = performance.now() - started;
    assert.ok(ms < 3_000, `${ms} ms`);
    assert.equal(at(ready, 'type'), 'ready');
    assert.deepEqual(Object.keys(objectAt(ready, 'urls')), [...UPSTREAM_NAMES]);
    const urls = Object.values(objectAt(ready, 'urls'));
    for (const url of [...urls, at(ready, 'adminUrl'), at(ready, 'mediaOrigin')]) {
      assert.match(String(url), /^http:\/\/127\.0\.0\.1:\d+$/);
    }
    const reset = await send(`${String(at(ready, 'adminUrl'))}/reset`, {});
    assert.deepEqual(at(reset.json, 'profile'), { latency: 'realistic', dirty: true });
    child.kill('SIGINT');
    await sleep(100);
    assert.equal(
      (await get(`${String(at(ready, 'adminUrl'))}/faults`)).status,
      200,
      'interrupting the terminal is for the parent',
    );
    child.disconnect();
    assert.equal(await exitCode(child), 0);
    assert.equal(printed(), '');
  });

  it('takes its profile from the environment and stops on SIGTERM, also with calls in progress', async () => {
    const { child } = start({ SANDBOX_PROFILE: 'slow', SANDBOX_DIRTY: 'off', SANDBOX_SEED: '7' });
    const ready = await message(child);
    const call = send(`${String(at(ready, 'urls', 'CONTENT'))}/videos:batchGet`, {
      ids: ['610000000001'],
    }).catch(() => 'cut');
    await sleep(10);
    child.kill('SIGTERM');
    assert.equal(await exitCode(child), 0);
    await call;
  });

  it('reports a taken administration port and a wrong variable, and exits 1', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await once(blocker, 'listening');
    const taken = start({ SANDBOX_ADMIN_PORT: String((blocker.address() as AddressInfo).port) });
    const failed = await message(taken.child);
    assert.equal(at(failed, 'type'), 'failed');
    assert.match(String(at(failed, 'message')), /EADDRINUSE/);
    assert.equal(await exitCode(taken.child), 1);
    blocker.close();
    const wrong = start({ SANDBOX_PROFILE: 'fast' });
    assert.match(String(at(await message(wrong.child), 'message')), /SANDBOX_PROFILE/);
    assert.equal(await exitCode(wrong.child), 1);
  });

  it('prints one table when it has no parent', async () => {
    const child = spawn(process.execPath, [MAIN], { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    while (!text.includes('pictures')) await once(child.stdout, 'data');
    child.kill('SIGINT');
    assert.equal(await exitCode(child), 0);
    assert.deepEqual(text.trim().split('\n').map((line) => line.split(/\s+/)[0]), [...UPSTREAM_NAMES, 'administration', 'pictures']); // prettier-ignore
  });
});
