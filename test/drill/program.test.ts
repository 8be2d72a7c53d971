import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, it, type TestContext } from 'node:test';
import { startOwnGateway } from '../../scripts/shared/own-gateway.js';
import { runFullMatrix } from '../../scripts/drill/full-matrix.js';
import { UsageError } from '../../scripts/shared/usage-error.js';
import { reportPath } from './support/run-drill.js';
import { startStandIn, type StandIn } from './support/stand-in.js';

const PROGRAM = join(import.meta.dirname, '../../scripts/drill.js');

/** Starts the program as a terminal does, and waits until it has broken something. */
async function startBreaking(test: TestContext, standIn: StandIn) {
  const args = [
    '--url',
    standIn.url,
    '--admin',
    standIn.adminUrl,
    '--seconds',
    '300',
    '--report',
    reportPath(test),
  ];
  const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  test.after(() => child.kill('SIGKILL'));
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  while (isClear(standIn)) {
    assert.equal(child.exitCode, null, said);
    await sleep(20);
  }
  return { child, said: () => said };
}

const isClear = ({ faults }: StandIn) => [...faults.values()].every((list) => list.length === 0);

describe('the program', { concurrency: 2 }, () => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    it(`clears the faults on ${signal}, and ends with 130`, async (test) => {
      const standIn = await startStandIn();
      test.after(() => standIn.close());
      const { child, said } = await startBreaking(test, standIn);
      const ended = once(child, 'close');
      child.kill(signal);
      child.kill(signal); // impatience must not leave faults behind
      await ended;
      assert.equal(child.exitCode, 130, said());
      assert.match(said(), /Stopped; nothing is broken any more\.\n$/);
      assert(isClear(standIn));
    });

  it('ends with 2 and a remedy when it cannot begin', async () => {
    const child = spawn(process.execPath, [PROGRAM, '--url', 'http://127.0.0.1:1'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    await once(child, 'close');
    assert.equal(child.exitCode, 2);
    assert.match(said, /^Nothing answers at http:\/\/127\.0\.0\.1:1\.\n {4}Remedy {3}Start the gateway/);
  });
});

describe('the gateway of the drill', () => {
  it('serves on ports of its own, with an administration, and leaves nothing behind', async (test) => {
    const own = await startOwnGateway(test.signal);
    assert.equal((await fetch(`${own.url}/livez`)).status, 200);
    const faults = (await (await fetch(`${own.adminUrl}/faults`)).json()) as object;
    assert(Object.keys(faults).includes('LEGACY'));
    await own.stop();
    await assert.rejects(fetch(`${own.url}/livez`));
    await assert.rejects(fetch(`${own.adminUrl}/faults`));
  });

  it('is given up when the drill is stopped meanwhile', async () => {
    const stop = new AbortController();
    const starting = startOwnGateway(stop.signal);
    stop.abort();
    await assert.rejects(starting, { name: 'AbortError' });
  });
});

describe('the full matrix', () => {
  it('has to be built', async (test) => {
    await assert.rejects(
      runFullMatrix('/nowhere/full-matrix.test.js', [], test.signal),
      (error) => error instanceof UsageError && /npm run build/.test(error.remedy),
    );
  });
});
