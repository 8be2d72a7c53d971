import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rowsOf } from '../support/defects-page.js';
import { HTTP_DEFECTS } from './defects.js';
import { headOf } from './support/page.js';
import { itFinds, itIsQuiet, useStage } from './support/prove.js';

/** One of each kind of comparing; all of them: npm run test:defects. */
const SAMPLE = [
  'takes yuan for cents',
  'answers in its own order',
  'answers 500',
  'ranks the worst first',
  'cuts the last coupon off',
];
/** Sooner than in the table, for the sake of time: 5 %. */
const EVERY = 20;
/** Each is of more than a hundred comparisons here. */
const LOOKS = 18;

/** Changing what is served takes a second. */
const sample = HTTP_DEFECTS.filter(({ name }) => SAMPLE.includes(name)).toSorted((one, other) =>
  one.scene.served.localeCompare(other.scene.served),
);

describe('a running gateway', () => {
  const stage = useStage();
  itFinds(stage, sample, EVERY);
  itIsQuiet(stage, 'treatment', LOOKS);
});

it('the page lists the defects that a running gateway finds', () => {
  const heads = rowsOf('In a running gateway').map((row) => row.replace(/[^|]*\|$/, ''));
  assert.deepEqual(heads, HTTP_DEFECTS.map(headOf), 'stale: the page says how to write it anew');
  assert.equal(new Set(heads).size, 50);
});
