import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { LEGACY_DIFFERENCES } from '../../sandbox/services/legacy/differences.js';
import { legacyDifferencesPage } from './support/legacy-differences-page.js';

const PAGE = new URL('../../../docs/legacy-differences.md', import.meta.url);

test('docs/legacy-differences.md says what the table says, with the share of records measured', () => {
  const text = legacyDifferencesPage();
  for (const { id } of LEGACY_DIFFERENCES)
    assert.match(text, new RegExp(`\\*\\*${id}\\*\\*.*(% of|one) `), id);
  if (process.env['UPDATE_DOCS'] !== undefined) writeFileSync(PAGE, text);
  assert.equal(readFileSync(PAGE, 'utf8'), text, 'stale: see the head of the page for how to write it anew');
});
