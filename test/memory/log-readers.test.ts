import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';

const TALKER = fileURLToPath(new URL('support/talker.js', import.meta.url));
const EXIT_MS = 10_000;
const MANY = 40_000;

interface Told {
  /** Characters that were logged. */
  readonly sent: number;
  /** Bytes of memory after that. */
  readonly held: number;
}

function talk(t: TestContext, lines: number): ChildProcess {
  const child = fork(TALKER, [String(lines)], { silent: true });
  t.after(() => child.kill('SIGKILL'));
  child.stderr?.resume();
  return child;
}

async function told(child: ChildProcess): Promise<Told> {
  const [message] = (await once(child, 'message')) as [Told];
  return message;
}

async function exits(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit', { signal: AbortSignal.timeout(EXIT_MS) });
  child.send('exit');
  assert.deepEqual(await exited, [0, null]);
}

describe('a process whose log', () => {
  it('is read, writes whole lines until it exits', async (t) => {
    const child = talk(t, MANY);
    let read = 0;
    child.stdout?.on('data', (chunk: Buffer) => (read += chunk.length));
    const { sent } = await told(child);
    await exits(child);
    assert.ok(read > 0 && read <= sent);
    assert.equal(read % 1_000, 0, 'whole lines');
  });

  it('has no reader any more, holds nothing back and exits', async (t) => {
    const child = talk(t, MANY);
    child.stdout?.destroy();
    const { sent, held } = await told(child);
    assert.ok(held < sent / 2, `${held} bytes are held`);
    await exits(child);
  });

  it('loses its reader just before it exits, exits', async (t) => {
    const child = talk(t, 0);
    await told(child);
    child.stdout?.destroy();
    await exits(child);
  });

  it('has a reader that stalls, holds back a megabyte at most', async (t) => {
    const child = talk(t, MANY);
    child.stdout?.pause();
    const { sent, held } = await told(child);
    assert.ok(held < sent / 2, `${held} bytes are held`);
    child.stdout?.resume();
    await exits(child);
  });
});
