import assert from 'node:assert/strict';
import { after } from 'node:test';
import { writeRows } from '../support/defects-page.js';
import type { HttpDefect } from './defect.js';
import { HTTP_DEFECTS } from './defects.js';
import { rowOf } from './support/page.js';
import { proveFound } from './support/prove.js';
import type { Hunted } from './support/hunt.js';

// Takes minutes: npm run test:defects
/** One comparison in so many has the defect in it: 0.5 %. */
const EVERY = 200;

const rows: string[] = [];
proveFound(HTTP_DEFECTS, EVERY, (defect: HttpDefect, { comparisons }: Hunted) => {
  rows.push(rowOf(defect, comparisons));
});
after(() => {
  if (process.env['UPDATE_DOCS'] === undefined) return;
  assert.equal(rows.length, HTTP_DEFECTS.length, 'the page lists what is found');
  writeRows('In a running gateway', rows);
});
