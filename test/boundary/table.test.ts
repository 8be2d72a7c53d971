import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { REASON_CODES } from '../../schema/reason-codes.js';

/** Marks a row whose code nothing counts yet. */
const NOT_COUNTED = '**Not counted.**';
const TO_COME = 'To come';
/** `boundary/live.test.ts` › LV_COUNT: a number of viewers that is none is null */
const TEST = /^`([\w/.-]+)` › (.+)$/;

interface Row {
  readonly code: string;
  readonly cells: readonly string[];
  readonly behaviour: string;
  readonly tests: readonly string[];
}

const rows: readonly Row[] = readFileSync('docs/boundary-checks.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => {
    const cells = line.split('|').map((cell) => cell.trim()).slice(1, -1); // prettier-ignore
    const [code = '', , behaviour = '', tests = ''] = cells;
    return { code: code.replaceAll('`', ''), cells, behaviour, tests: tests.split('<br>') };
  });

/** Names of the tests in a file below `test/`, as its source has them. */
function testsIn(file: string): ReadonlySet<string> {
  const source = readFileSync(`test/${file}`, 'utf8');
  const names = source.matchAll(/\b(?:it|test)\(\s*(['"`])(.*?)\1,/gs);
  return new Set([...names].map(([, , name = '']) => name));
}

describe('the table of boundary checks', () => {
  it('has every code once, in the order of the list, and no others', () => {
    assert.deepEqual(
      rows.map(({ code }) => code),
      REASON_CODES,
    );
  });

  it('says of every code when and what', () => {
    for (const { code, cells } of rows) {
      assert.equal(cells.length, 4, code);
      assert.ok(cells.every((cell) => cell !== ''), code); // prettier-ignore
    }
  });

  it('names tests that exist', () => {
    for (const { code, behaviour, tests } of rows) {
      if (tests[0] === TO_COME && behaviour.startsWith(NOT_COUNTED)) continue;
      for (const test of tests) {
        const [, file = '', name = ''] = TEST.exec(test) ?? [];
        assert.ok(existsSync(`test/${file}`) && testsIn(file).has(name), `${code}: ${test}`);
        assert.match(name, new RegExp(`^[A-Z_, ]*\\b${code}\\b[A-Z_, ]*: `));
      }
    }
  });

  it('names every test of a code', () => {
    const named = new Set(rows.flatMap(({ tests }) => tests));
    const missing = globSync('test/boundary/*.test.ts')
      .map((path) => path.slice('test/'.length))
      .flatMap((file) => [...testsIn(file)].map((name) => `\`${file}\` › ${name}`))
      .filter((test) => /› [A-Z]{2}_/.test(test) && !named.has(test));
    assert.deepEqual(missing, []);
  });

  it('is right about which codes are counted', () => {
    const sources = globSync('{src,resolvers,mixing,datasources,rollout}/**/*.ts')
      .map((path) => readFileSync(path, 'utf8'))
      .join('\n');
    for (const { code, behaviour } of rows)
      assert.equal(sources.includes(`'${code}'`), !behaviour.startsWith(NOT_COUNTED), code);
  });
});
