import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { runCommand } from '../../src/snapshots/command/run.js';
import { temporaryFolder } from './support/reader.js';

const PROGRAM = join(import.meta.dirname, '../../scripts/snapshot.js');

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Carries out a command line in this process, which is quick. */
async function run(args: readonly string[]): Promise<Ended> {
  const lines: string[] = [];
  const print = (text: string) => void lines.push(`${text}\n`);
  const format = (json: string) => Promise.resolve(json);
  return { code: await runCommand(args, { print, format, version: '0.0.0' }), output: lines.join('') };
}

/** Carries it out as an operator does, in a process of its own. */
const runProgram = (args: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const env = { PATH: process.env['PATH'] };
    const child = execFile(process.execPath, [PROGRAM, ...args], { env }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode, output: stdout + stderr }),
    );
  });

describe('npm run snapshot', () => {
  let gateway: TestGateway;
  before(async () => {
    gateway = await startGateway();
  });
  after(() => gateway.close());

  it('publishes the scenes of a running gateway, lists, goes back, freezes and lets go on', async (test) => {
    const store = temporaryFolder(test);
    const slots = gateway.upstreams.urls.SLOTS;
    const publish = () => run(['publish', '--gateway', gateway.url, '--store', store, '--slots', slots]);
    const home = ['--scene', 'home', '--store', store];

    const first = await publish();
    assert.equal(first.code, 0, first.output);
    for (const scene of ['home/all', 'channel/all', 'related/all'])
      assert.match(first.output, new RegExp(`${scene} +published +60 items, \\d+ bytes, [0-9a-f]{64}`));
    assert.deepEqual((await readdir(store)).sort(), ['channel', 'home', 'related']);
    const second = await publish();
    assert.equal(second.code, 0, second.output);

    const list = await run(['list', ...home]);
    assert.match(
      list.output,
      /^home\/all +current +[0-9a-f]{64} .* 60 items\nhome\/all +[0-9a-f]{64} .* 60 items\n$/,
    );
    const back = await run(['rollback', ...home]);
    assert.equal(back.code, 0, back.output);
    assert.match(back.output, /home\/all +rolled back +to [0-9a-f]{64} of .*; frozen until unfreeze/);
    assert.match((await publish()).output, /home\/all +skipped +frozen: unfreeze it first/);
    assert.match((await run(['list', ...home])).output, /current .*\(rolled back, frozen\)/);
    const again = await run(['rollback', ...home]);
    assert.deepEqual([again.code, /failed +There is no older document/.test(again.output)], [1, true]);
    assert.match((await run(['unfreeze', ...home])).output, /home\/all +open/);
    assert.match((await publish()).output, /home\/all +published/);
    assert.match((await run(['freeze', ...home])).output, /home\/all +frozen/);
  });

  it('ends with 1 and the reasons when the gate refuses', async (test) => {
    const store = temporaryFolder(test);
    gateway.upstreams.fail('ALGORITHM', 500);
    const { code, output } = await run([
      'publish',
      '--gateway',
      gateway.url,
      '--store',
      store,
      '--scene',
      'home',
      '--slots',
      gateway.upstreams.urls.SLOTS,
    ]);
    gateway.upstreams.reset();
    assert.equal(code, 1, output);
    assert.match(
      output,
      /home\/all +refused +.*(FEED_FAILED|TIER|DEGRADED).*what was published before stays/,
    );
    assert.deepEqual(await readdir(store), []);
  });

  it('says what it does not understand, and how it is used', async () => {
    const mistakes: [string[], RegExp][] = [
      [[], /The command is one of publish, list/],
      [['explode'], /The command is one of/],
      [['publish', 'list'], /One command at a time/],
      [['list', '--scene', '../etc'], /A scene is named by/],
      [['list', '--variant', 'tv'], /A variant is one of/],
      [['list', '--nothing'], /Unknown option/],
      [['rollback', '--document', 'xyz'], /A document is named by/],
      [['list', '--scene', 'home'], /Name the store/],
      [['list', '--store', '/tmp'], /Name a scene with --scene, or SLOTS/],
      [['publish', '--store', '/tmp', '--gateway', 'http://127.0.0.1:1'], /Name SLOTS/],
      [
        ['publish', '--store', '/tmp', '--gateway', 'http://127.0.0.1:1', '--slots', 'http://127.0.0.1:1'],
        /SLOTS does not answer/,
      ],
    ];
    for (const [args, message] of mistakes) {
      const { code, output } = await run(args);
      assert.match(output, message, args.join(' '));
      assert.match(output, /npm run snapshot -- COMMAND/);
      assert.equal(code, 2, args.join(' '));
    }
    const help = await run(['--help']);
    assert.deepEqual([help.code, help.output.includes('rollback    go back')], [0, true]);
  });

  it('is a program: words on standard output, its end as exit code', async (test) => {
    const empty = await runProgram(['list', '--scene', 'home', '--store', temporaryFolder(test)]);
    assert.deepEqual(empty, { code: 0, output: 'home/all             empty       nothing is published\n' });
    assert.equal((await runProgram(['explode'])).code, 2);
  });
});
