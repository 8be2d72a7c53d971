import assert from 'node:assert/strict';
import { it } from 'node:test';
import { rowsOf } from '../support/defects-page.js';
import { HTTP_DEFECTS } from './defects.js';
import { headOf } from './support/page.js';
import { proveFound } from './support/prove.js';

/** One of each scene; all of them: npm run test:defects. */
const SAMPLE = [
  'takes yuan for cents',
  'answers in its own order',
  'answers 500',
  'ranks the worst first',
  'cuts the last coupon off',
];
/** Sooner than in the table, for the sake of time: 5 %. */
const EVERY = 20;

proveFound(
  HTTP_DEFECTS.filter(({ name }) => SAMPLE.includes(name)),
  EVERY,
);

it('the page lists the defects that a running gateway finds', () => {
  const heads = rowsOf('In a running gateway').map((row) => row.replace(/[^|]*\|$/, ''));
  assert.deepEqual(heads, HTTP_DEFECTS.map(headOf), 'stale: the page says how to write it anew');
  assert.equal(new Set(heads).size, 50);
});
