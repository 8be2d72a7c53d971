import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { coordinatesOf, readDeclared } from '../../src/explain/declared.js';
import { sourceChainsPage } from './support/source-chains-page.js';

const PAGE = new URL('../../../docs/source-chains.md', import.meta.url);

test('docs/source-chains.md says what the chains declare', async () => {
  const declared = await readDeclared();
  const text = sourceChainsPage(declared);
  for (const coordinate of coordinatesOf(declared)) assert.ok(text.includes(`\`${coordinate}\``), coordinate);
  if (process.env['UPDATE_DOCS'] !== undefined) writeFileSync(PAGE, text);
  assert.equal(readFileSync(PAGE, 'utf8'), text, 'stale: see the head of the page for how to write it anew');
});
