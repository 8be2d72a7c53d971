import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { runRollout } from '../../scripts/rollout/command.js';
import { surroundings } from './support/command.js';
import { fileOf, written } from './support/rules.js';

let folder: string;
before(() => (folder = mkdtempSync(join(tmpdir(), 'lint-'))));
after(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

async function run(...args: string[]) {
  const { said, parts } = surroundings({ wallNow: () => Date.parse('2027-01-01') });
  const code = await runRollout(args, parts);
  return { code, ...said };
}

describe('npm run rollout -- lint', () => {
  it('passes the published example', async () => {
    const { code, out, err } = await run('lint', 'rollout/rules.example.yaml');
    assert.equal(code, 0, err);
    assert.match(out, /version 1, 4 rules/);
  });

  it('names the rule, the reason and the remedy of what it refuses', async () => {
    const { code, err } = await run('lint', file('bad.json', fileOf(1, written({ treatment: 'x', bp: 5 }))));
    assert.equal(code, 1);
    assert.match(err, /^feed-primary: UNKNOWN_PATH .*legacy, primary\.$/m);
    const wide = await run('lint', file('wide.json', fileOf(1, written({ bp: 50_000 }))));
    const slip = { ...written(), onwer: 'feed-team' };
    const { err: said } = await run('lint', file('slip.json', fileOf(1, slip)));
    assert.match(said, /UNKNOWN_KEY .*"onwer" \(did you mean owner\?\)/);
    assert.match(wide.err, /OUT_OF_RANGE .*hundredths of a percent: 500 is 5 %/);
  });

  it('judges a file against the one in force', async () => {
    const old = file('old.json', fileOf(1, written({ bp: 10 })));
    const next = file('next.json', fileOf(2, written({ bp: 5_000 })));
    assert.equal((await run('lint', next)).code, 0);
    const { code, err } = await run('lint', next, '--against', old);
    assert.equal(code, 1);
    assert.match(err, /feed-primary: STEP/);
    assert.equal(
      (await run('lint', file('step.json', fileOf(2, written({ bp: 100 }))), '--against', old)).code,
      0,
    );
  });

  it('fails for a rule past its day', async () => {
    const { code, err } = await run('lint', file('late.json', fileOf(1, written({ expires: '2026-12-31' }))));
    assert.equal(code, 1);
    assert.match(err, /feed-primary: EXPIRED .*2026-12-31.*feed-team/);
  });

  it('ends with 2 and a remedy when there is nothing to judge', async () => {
    const broken = file('broken.yaml', 'rules: [');
    const good = file('good.json', fileOf(1, written({ bp: 10 })));
    const without: readonly (readonly string[])[] = [
      [],
      ['polish'],
      ['lint'],
      ['lint', join(folder, 'nowhere.yaml')],
      ['lint', good, '--stern'],
      ['lint', good, '--against', broken],
    ];
    for (const args of without) {
      const { code, err } = await run(...args);
      assert.equal(code, 2, args.join(' '));
      assert.match(err, /Remedy: /);
    }
  });

  it('says how it is called', async () => {
    for (const args of [['--help'], ['lint', '--help']]) {
      const { code, out } = await run(...args);
      assert.equal(code, 0);
      assert.match(out, /--against OLD/);
    }
  });
});
