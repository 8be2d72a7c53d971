import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { budgetDocument } from './support/budget-document.js';
import { BUDGETS, viewerHops } from './support/budgets.js';
import { callsIn } from './support/calls-of-request.js';

const FILE = new URL('../../../docs/call-budgets.md', import.meta.url);
const OPERATIONS = new URL('../../../test/operations/', import.meta.url);
/** From the fan-out of the upstreams' contract. */
const MOST_CALLS = 13;
const MOST_HOPS = 3;

test('docs/call-budgets.md says what the tests hold the gateway to', () => {
  const text = budgetDocument(BUDGETS);
  if (process.env['UPDATE_CALL_BUDGETS'] === '1') writeFileSync(FILE, text);
  assert.equal(readFileSync(FILE, 'utf8'), text, 'stale: see the head of the page for how to write it anew');
});

test('every committed operation has a budget', () => {
  const files = readdirSync(OPERATIONS).filter((file) => file.endsWith('.graphql'));
  assert.deepEqual([...new Set(BUDGETS.map(({ operation }) => `${operation}.graphql`))].sort(), files.sort());
});

test('no budget is above that of a full page', () => {
  for (const budget of BUDGETS) {
    const hops = viewerHops(budget);
    const calls = hops.flat().reduce((sum, line) => sum + callsIn(line), 0);
    assert.ok(hops.length <= MOST_HOPS && calls <= MOST_CALLS, `${budget.operation}: ${calls} calls`);
  }
});
