import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { buildSchema, parse, validate } from 'graphql';
import { isOptional, UPSTREAM_NAMES } from '../../datasources/upstreams.js';
import { SETTINGS, urlVariable } from '../../src/config/variables.js';
import { FAULT_KINDS } from '../../sandbox/faults/fault.js';
import { codeIn, documentAt, documents, tableRows } from './markdown.js';

const readme = documentAt('README.md');
const settingRows = tableRows(readme, 'Setting');
const addressRows = tableRows(readme, 'Address');
/** Variables of the embedded services, which read their own environment. */
const sandboxVariables = [
  ...new Set(readFileSync('sandbox/environment.ts', 'utf8').match(/(?<=')SANDBOX_[A-Z_]+(?=')/g)),
];

/** Variables that tests read for themselves. */
const variablesOfTests = globSync('test/**/*.ts').flatMap(
  (path) => readFileSync(path, 'utf8').match(/(?<=process\.env(\.|\['))[A-Z_]+/g) ?? [],
);

describe('README.md', () => {
  it('has a row for every setting, and no other', () => {
    const known = new Set([...Object.keys(SETTINGS), ...sandboxVariables]);
    assert(known.has('SANDBOX_SEED') && known.has('PORT'));
    assert.deepEqual(settingRows.map(([name]) => codeIn(name)).toSorted(), [...known].sort());
  });

  it('says the defaults that are read when nothing is set', () => {
    for (const [name, value] of settingRows) {
      const setting = SETTINGS[codeIn(name) as keyof typeof SETTINGS] as
        (typeof SETTINGS)['PORT'] | undefined;
      const said = value?.startsWith('`') === true ? codeIn(value) : undefined;
      if (!setting || said === undefined || / in | with /.test(value ?? '')) continue;
      const parsed: unknown = setting.parse(undefined);
      const actual = typeof parsed === 'boolean' ? (parsed ? 'on' : 'off') : String(parsed);
      assert.equal(said, actual, name);
    }
  });

  it('has a row for the address of every upstream, and says which may be none', () => {
    const expected = UPSTREAM_NAMES.map((name) => [urlVariable(name), isOptional(name) ? 'allowed' : '']);
    assert.deepEqual(
      addressRows.map(([name, , none]) => [codeIn(name), none]),
      expected,
    );
  });

  it('names every endpoint of the embedded administration', () => {
    const routes = [
      ...readFileSync('sandbox/admin/admin-routes.ts', 'utf8').matchAll(
        /method: '([A-Z]+)',\s+path: '([^']+)'/g,
      ),
    ].map(([, method = '', path = '']) => `${method} ${path}`);
    assert(routes.length >= 8);
    const rows = tableRows(readme, 'Administration').map(([name]) => codeIn(name) ?? '');
    const missing = routes.filter((route) => {
      const pattern = new RegExp(`^${route.replace(/\{\w+\}/g, '[\\w-]+')}$`);
      return !rows.some((row) => pattern.test(row));
    });
    assert.deepEqual(missing, []);
  });
});

describe('all documents', () => {
  it('show faults that the embedded services know', () => {
    const texts = documents.flatMap(({ prose, fences }) => [prose, ...fences.map(({ text }) => text)]);
    const shown = texts.flatMap((text) => text.match(/(?<="kind":")[A-Z_]+(?=")/g) ?? []);
    assert(shown.includes('REFUSE'));
    assert.deepEqual(
      shown.filter((kind) => !FAULT_KINDS.some((known) => known === kind)),
      [],
    );
  });

  it('set variables that exist', () => {
    const known = new Set([
      ...Object.keys(SETTINGS),
      ...UPSTREAM_NAMES.map(urlVariable),
      ...sandboxVariables,
      ...variablesOfTests,
      'NODE_DEBUG', // Node's own
      'NODE_OPTIONS',
    ]);
    const texts = documents.flatMap(({ prose, fences }) => [prose, ...fences.map(({ text }) => text)]);
    const set = texts.flatMap((text) => text.match(/(?<![\w$])[A-Z][A-Z_]{3,}(?==\S)/g) ?? []);
    assert(set.includes('CURSOR_KEYS'));
    assert.deepEqual(
      set.filter((name) => !known.has(name)),
      [],
    );
  });

  it('show queries that fit the schema', () => {
    const schema = buildSchema(readFileSync('schema/schema.graphql', 'utf8'));
    const queries = documents.flatMap(({ fences }) =>
      fences.filter(({ language }) => language === 'graphql'),
    );
    assert(queries.length > 0);
    for (const { text } of queries) assert.deepEqual(validate(schema, parse(text)), []);
  });

  it('show answers that are JSON', () => {
    const answers = documents.flatMap(({ fences }) => fences.filter(({ language }) => language === 'json'));
    assert(answers.length > 0);
    for (const { text } of answers) assert.doesNotThrow(() => JSON.parse(text) as unknown, text);
  });
});
