import assert from 'node:assert/strict';
import { after, describe } from 'node:test';
import { writeRows } from '../support/defects-page.js';
import { HTTP_DEFECTS } from './defects.js';
import { rowOf } from './support/page.js';
import { itFinds, itIsQuiet, useStage } from './support/prove.js';

// Takes minutes: npm run test:defects
/** One comparison in so many has the defect in it: 0.5 %. */
const EVERY = 200;
/** Each is of at least 40 comparisons. */
const LOOKS = 60;

describe('a running gateway', () => {
  const stage = useStage();
  const rows: string[] = [];

  itIsQuiet(stage, 'control', LOOKS);
  itFinds(stage, HTTP_DEFECTS, EVERY, (defect, { comparisons }) => {
    rows.push(rowOf(defect, comparisons));
  });
  itIsQuiet(stage, 'treatment', LOOKS);

  after(() => {
    if (process.env['UPDATE_DOCS'] === undefined) return;
    assert.equal(rows.length, HTTP_DEFECTS.length, 'the page lists what is found');
    writeRows('In a running gateway', rows);
  });
});
