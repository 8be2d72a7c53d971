import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import { LEGACY_DIFFERENCES } from '../../sandbox/services/legacy/differences.js';
import { BY_CONTRACT } from '../parity/support/legacy-contract.js';
import { documentAt } from './markdown.js';
import { CAN_FIND_PROCESSES, processesWith } from './marked-processes.js';
import { Shell } from './shell.js';
import { patternOf, stepsOf, withoutBlanks, type Step } from './walk.js';

const PAUSE_MS = 200;
const PATIENCE_MS = 20_000;
/** Seconds in which enough is compared to see differences; the page takes 40. */
const COMPARED_S = 3;
/** Services that answer at once, and time enough on a machine that is busy. */
const QUIET = { SANDBOX_PROFILE: 'none', REQUEST_DEADLINE_MS: '3000', LOG_LEVEL: 'warn' };

/** A variable that everything inherits that the page's commands start in the shell. */
const MARK = 'VITRINE_TEST_FOLDER';
/** A line of a report that says what differs how often; who is slower on a busy machine is another matter. */
const DIFFERENCE = /^ {4}(missing|extra|nullness|type|value|count|order|error-vs-data) +(\S+) /gm;
/** What docs/legacy-differences.md lists. */
const LISTED: ReadonlySet<string> = new Set([
  ...LEGACY_DIFFERENCES.flatMap(({ coordinate, at, differenceClass }) =>
    at.map((path) => `${path === '' ? coordinate : `${coordinate}.${path}`} ${differenceClass}`),
  ),
  ...BY_CONTRACT.map((known) => `${known.at} ${known.class}`),
]);
/** One in fifteen prices differs: among so many some do. */
const ENOUGH = 100;

const steps = stepsOf(documentAt('docs/migrating-a-field.md'));

describe('docs/migrating-a-field.md', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-moving-'));
  /** What stands in the page, and what a test has in its place. */
  const places = new Map([
    ['/tmp/moving', folder],
    ['npm start', `exec '${process.execPath}' dist/src/main.js`],
    ['npm run parity;', `'${process.execPath}' dist/scripts/parity.js --for ${COMPARED_S};`],
    ['for 40 s', `for ${COMPARED_S} s`],
  ]);
  let shell: Shell;
  let port = 0;
  let gateway: ChildProcess | undefined;
  /** What the command printed that compares on a sandbox of its own. */
  let compared = '';

  before(async () => {
    // fixed for both starts: functions of the page hold the addresses
    port = await freePort();
    const adminPort = await freePort();
    places.set('http://127.0.0.1:4000', `http://127.0.0.1:${port}`);
    places.set('http://127.0.0.1:4100', `http://127.0.0.1:${adminPort}`);
    places.set('SANDBOX_ADMIN_PORT=4100', `SANDBOX_ADMIN_PORT=${adminPort}`);
    shell = new Shell({ ...process.env, [MARK]: folder });
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

  it('shows how Java differs, and nothing else, and leaves no process behind', (test) => {
    assert.match(compared, /^exit code [12]$/m);
    const found = [...compared.matchAll(DIFFERENCE)].map(([, cls = '', at = '']) => `${at} ${cls}`);
    test.diagnostic(found.join(', '));
    for (const one of found) assert.ok(LISTED.has(one), one);
    const [, alike = '0'] = /^ {2}Product\.pricing: .* of ([\d,]+) alike/m.exec(compared) ?? [];
    if (Number(alike.replace(',', '')) >= ENOUGH)
      assert.ok(found.includes('Product.pricing.salePrice.amount value'));
    if (CAN_FIND_PROCESSES)
      assert.deepEqual(
        processesWith(MARK, folder).map((line) => line.trim()),
        ['bash -s'],
      );
  });

  async function prints(step: Step): Promise<void> {
    let printed = '';
    for (let left = step.tries; left > 0; left -= 1) {
      const ran = await shell.run(inPlace(step.commands));
      assert.equal(ran.code, 0, ran.printed);
      printed = ran.printed;
      if (step.commands.startsWith('npm run parity;')) compared = printed;
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
