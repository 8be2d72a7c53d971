import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { DEFECTS } from './defects.js';
import { hunt } from './support/compare-paths.js';

const PAGE = 'docs/parity-defects.md';
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
    const text = `${HEAD}${rows.join('\n')}\n`;
    if (process.env['UPDATE_DOCS'] !== undefined) writeFileSync(PAGE, text);
    assert.equal(
      readFileSync(PAGE, 'utf8'),
      text,
      'stale: see the head of the page for how to write it anew',
    );
  });
});

const HEAD = `# Seeded defects

*Written by \`test/parity/defects.test.ts\`; after a change, \`npm run build && UPDATE_DOCS=1 node --test
dist/test/parity/defects.test.js\` writes it anew. How to read a report: [parity](parity.md).*

Each defect is put alone into a candidate that is sound otherwise, but whose clocks, traces and equals in the ranking differ
from the served path. In ${MOST_COMPARISONS.toLocaleString('en-US')} comparisons it shows in one request of 200, and each time it has to be found where and as
what the table says, and nowhere else.

| Kind | The candidate … | Found at | As | Found |
| --- | --- | --- | --- | --- |
`;
