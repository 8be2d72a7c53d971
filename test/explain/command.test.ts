import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { runExplain } from '../../scripts/explain/command.js';
import { EXPLAINED_PAGE, explainedPage } from '../../scripts/explain/page.js';
import type { Explanation } from '../../src/explain/explanation.types.js';

const FEED = 'test/operations/feed-full.graphql';

let folder: string;
before(() => (folder = mkdtempSync(join(tmpdir(), 'explain-'))));
after(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

async function run(...args: string[]) {
  let [out, err] = ['', ''];
  const code = await runExplain(args, { out: (text) => (out += text), err: (text) => (err += text) });
  return { code, out, err };
}

describe('npm run explain', () => {
  it('shows a tree whose columns stand under each other', async () => {
    const { code, out } = await run(FEED);
    assert.equal(code, 0);
    const lines = out.split('\n');
    assert.equal(lines[0], 'FeedFull');
    const rows = lines.filter((line) => / [A-Z]+\.[a-z]\w+ .* ms /i.test(line) && /─ [A-Z]+\./.test(line));
    assert.equal(rows.length, 12);
    assert.equal(new Set(rows.map((row) => /PUBLIC|SEGMENT|VIEWER/.exec(row)?.index)).size, 1);
    assert.ok(lines.every((line) => line === line.trimEnd()));
  });

  it('says what it assumed, and assumes nothing of what it is told', async () => {
    assert.match((await run(FEED)).out, /note: \$sceneId was not given: one assumed\./);
    const { out } = await run(FEED, '--variables', file('v.json', '{"sceneId":"home","first":20}'));
    assert.ok(!out.includes('note:'));
    assert.match(out, /CONTENT\.videos +1 call +≤ 30 ids/);
  });

  it('writes JSON for programs', async () => {
    const { out } = await run(FEED, '--json', '--deadline-ms', '400');
    const explanation = JSON.parse(out) as Explanation;
    assert.equal(explanation.operation, 'FeedFull');
    assert.equal(explanation.budget.deadlineMs, 400);
    assert.deepEqual(explanation.privacy.scope, 'VIEWER');
  });

  it('reads one of several operations by its name', async () => {
    const both = file(
      'both.graphql',
      'query A { scene(id: "x") { id } } query B { feed(sceneId: "x") { nodes { id } } }',
    );
    assert.match((await run(both, '--operation', 'B')).out, /^B\n/);
  });

  const several = 'query A { scene(id: "x") { id } } query B { scene(id: "x") { id } }';
  const mistakes: readonly (readonly [what: string, args: () => readonly string[], says: RegExp])[] = [
    ['no file', () => [], /One GraphQL file is wanted\./],
    ['a file that is not there', () => ['none.graphql'], /There is no file none\.graphql\./],
    ['a folder', () => [folder], /cannot be read: EISDIR/],
    ['no GraphQL', () => [file('a.graphql', 'query {')], /is no GraphQL:\n {2}line 1, column 8/],
    [
      'a document that does not fit',
      () => [file('b.graphql', '{ nothing }')],
      /does not fit the schema:\n {2}line 1/,
    ],
    ['a mutation', () => [file('m.graphql', 'mutation { a }')], /no mutation operations/],
    ['no operation', () => [file('c.graphql', '')], /is no GraphQL/],
    ['several operations', () => [file('d.graphql', several)], /several operations: A, B\./],
    [
      'a name that none has',
      () => [file('d.graphql', several), '--operation', 'C'],
      /no operation C: A, B\./,
    ],
    ['variables that are no JSON', () => [FEED, '--variables', file('x.json', '{')], /x\.json is no JSON/],
    ['variables that are no object', () => [FEED, '--variables', file('y.json', '[]')], /holds no object/],
    [
      'variables that do not fit',
      () => [FEED, '--variables', file('z.json', '{"sceneId":"a","first":"b"}')],
      /\$first/,
    ],
    ['an option it does not have', () => [FEED, '--fast'], /--fast/],
    ['a deadline that is none', () => [FEED, '--deadline-ms', 'soon'], /number of milliseconds/],
  ];
  for (const [what, args, says] of mistakes)
    it(`refuses ${what}, with what to do about it`, async () => {
      const { code, out, err } = await run(...args());
      assert.equal(code, 2);
      assert.equal(out, '');
      assert.match(err, says);
      assert.match(err, /\nRemedy: .{10}/);
    });

  it('shows what docs/explain.md says it does', async () => {
    const [, example] = /```text\n([^]*?)```/.exec(readFileSync('docs/explain.md', 'utf8')) ?? [];
    assert.equal(example, (await run('test/operations/video-detail.graphql')).out);
  });

  it('has written docs/operations-explained.md', async () => {
    const page = await explainedPage();
    assert.equal(readFileSync(EXPLAINED_PAGE, 'utf8'), page, 'stale; remedy: npm run explain -- --all');
    assert.equal((await run('--all', '--check')).code, 0);
  });
});
