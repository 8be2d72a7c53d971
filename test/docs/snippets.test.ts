import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { compileOverlay, type CompiledOverlay } from './compile-overlay.js';
import { lintSnippets, overlayOf, snippets } from './snippets.js';

const run = promisify(execFile);
/** Beside dist/test, so that modules find node_modules and package.json as they do in a build. */
const BUILT = 'dist/guides/build';

const overlay = overlayOf();

describe('the snippets of the documents', () => {
  let compiled: CompiledOverlay;
  before(() => {
    compiled = compileOverlay(overlay);
  });

  it('are found', () => {
    assert(snippets.length > 20);
    assert(overlay.refused.size > 1 && lintSnippets.length > 0);
  });

  it('compile with the sources, under the same rules', () => {
    const faults = [...compiled.findings].filter(([path]) => !overlay.refused.has(path));
    assert.deepEqual(
      faults.map(([path, messages]) => [overlay.places.get(path) ?? path, ...messages]),
      [],
    );
  });

  it('are refused by the compiler where the text says so', () => {
    for (const [path, code] of overlay.refused) {
      const codes = (compiled.findings.get(path) ?? []).map((message) => message.split(' ', 1)[0]);
      assert.deepEqual(codes, [code], overlay.places.get(path));
    }
  });

  it('are refused by the linter where the text says so', async () => {
    // The rules in question look at syntax; loading all types for them would take ten seconds.
    const eslint = new ESLint({ overrideConfig: [tseslint.configs.disableTypeChecked] });
    for (const { fence, text, place } of lintSnippets) {
      const [result] = await eslint.lintText(text, { filePath: fence.attributes['in'] ?? '' });
      const rules = result?.messages.map(({ ruleId }) => ruleId) ?? [];
      assert(rules.includes(fence.attributes['lint'] ?? ''), `${place}: ${JSON.stringify(rules)}`);
    }
  });

  it('do what the tests of the guides say', async () => {
    rmSync(BUILT, { recursive: true, force: true });
    mkdirSync(BUILT, { recursive: true });
    copyFileSync('package.json', join(BUILT, '../package.json'));
    compiled.emit(BUILT);
    const tests = [...overlay.files.keys()].filter((path) => path.endsWith('.test.ts'));
    assert(tests.length >= 2);
    // a runner inside a runner would report to the outer one and run nothing
    const env = { ...process.env, NODE_TEST_CONTEXT: undefined };
    for (const path of tests) {
      const { stdout } = await run(process.execPath, [join(BUILT, path.replace(/\.ts$/, '.js'))], { env });
      assert.match(stdout, /^. pass [1-9]/m, path);
    }
  });
});
