import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEFECTS } from './defects.js';
import { hunt } from './support/compare-paths.js';
import { rowsOf, writeRows } from './support/defects-page.js';

const MOST_COMPARISONS = 2_000;
const WANTED = {
  'mapping and units': 10,
  'null-ness': 6,
  lists: 8,
  eligibility: 8,
  errors: 6,
  'batch alignment': 4,
  paging: 4,
  'privacy and tracking': 4,
};

const hunts = DEFECTS.map((defect) => ({ defect, ...hunt(defect, MOST_COMPARISONS) }));

describe('comparing', () => {
  it('is tried on fifty mistakes of all kinds, each with a name of its own', () => {
    const groups = Map.groupBy(DEFECTS, ({ group }) => group);
    assert.deepEqual(Object.fromEntries([...groups].map(([group, { length }]) => [group, length])), WANTED);
    assert.equal(new Set(DEFECTS.map(({ name, coordinate }) => `${coordinate} ${name}`)).size, 50);
  });

  for (const { defect, damaged, found, share, classes } of hunts)
    it(`finds a candidate that ${defect.name} (${defect.at}: ${defect.class})`, () => {
      assert(share >= 0.004 && share <= 0.006, `in ${share * 100} % of the requests`);
      assert.equal(found, damaged, `found instead: ${Object.keys(classes).join(', ')}`);
      assert(damaged >= 2);
      const elsewhere = Object.keys(classes).filter((at) => !at.startsWith(defect.coordinate));
      assert.deepEqual(elsewhere, []);
    });

  it('has its mistakes listed, with how often they were found', () => {
    const rows = hunts.map(
      ({ defect: { group, name, at, class: cls }, damaged, found }) =>
        `| ${group} | ${name} | \`${at}\` | ${cls} | ${found} of ${damaged} |`,
    );
    if (process.env['UPDATE_DOCS'] !== undefined) writeRows('In comparing alone', rows);
    assert.deepEqual(
      rowsOf('In comparing alone'),
      rows,
      'stale: see the head of the page for how to write it anew',
    );
  });
});
