import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import { documentAt } from './markdown.js';
import { Shell } from './shell.js';
import { patternOf, stepsOf, withoutBlanks, type Step } from './walk.js';

const PAUSE_MS = 200;
const PATIENCE_MS = 20_000;
/** Services that answer at once, and time enough on a machine that is busy. */
const QUIET = { SANDBOX_PROFILE: 'none', REQUEST_DEADLINE_MS: '3000', LOG_LEVEL: 'warn' };

const steps = stepsOf(documentAt('docs/migrating-a-field.md'));

describe('docs/migrating-a-field.md', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-moving-'));
  /** What stands in the page, and what a test has in its place. */
  const places = new Map([
    ['/tmp/moving', folder],
    ['npm start', `exec '${process.execPath}' dist/src/main.js`],
  ]);
  let shell: Shell;
  let port = 0;
  let gateway: ChildProcess | undefined;

  before(async () => {
    // fixed for both starts: functions of the page hold the addresses
    port = await freePort();
    const adminPort = await freePort();
    places.set('http://127.0.0.1:4000', `http://127.0.0.1:${port}`);
    places.set('http://127.0.0.1:4100', `http://127.0.0.1:${adminPort}`);
    places.set('SANDBOX_ADMIN_PORT=4100', `SANDBOX_ADMIN_PORT=${adminPort}`);
    shell = new Shell({ ...process.env });
  });
  after(async () => {
    await stopGateway();
    await shell.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('has its steps', () => {
    assert.ok(steps.length > 20);
    assert.ok(steps.filter(({ shown }) => shown !== null).length > 20);
  });

  for (const step of steps)
    it(`prints what it shows at ${step.place}`, () =>
      step.commands.includes('npm start') ? startsGateway(step) : prints(step));

  async function prints(step: Step): Promise<void> {
    let printed = '';
    for (let left = step.tries; left > 0; left -= 1) {
      const ran = await shell.run(inPlace(step.commands));
      assert.equal(ran.code, 0, ran.printed);
      printed = ran.printed;
      if (fits(step, printed)) return;
      await sleep(PAUSE_MS);
    }
    assert.fail(`printed\n${printed}\ninstead of\n${step.shown ?? ''}`);
  }

  /** Ends the one that runs, as Ctrl-C does, and starts it as the page says. */
  async function startsGateway(step: Step): Promise<void> {
    await stopGateway();
    const child = spawn('bash', ['-c', inPlace(step.commands)], {
      env: { ...process.env, ...QUIET, PORT: String(port) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    gateway = child;
    let printed = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
    const end = performance.now() + PATIENCE_MS;
    while (!printed.includes('Ctrl-C stops it') && performance.now() < end) await sleep(20);
    assert.ok(fits(step, printed), printed);
  }

  async function stopGateway(): Promise<void> {
    if (gateway?.exitCode !== null) return;
    const ended = once(gateway, 'close');
    gateway.kill('SIGINT');
    await ended;
  }

  /** The commands with what a test has in place of what stands in the page. The build is there: npm would make it again. */
  function inPlace(text: string): string {
    const built = text.replaceAll(/npm run --silent (\w+) --/g, `'${process.execPath}' dist/scripts/$1.js`);
    return [...places].reduce((done, [from, to]) => done.replaceAll(from, to), built);
  }

  const fits = ({ shown }: Step, printed: string): boolean =>
    shown === null || patternOf(inPlace(shown)).test(withoutBlanks(printed));
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
