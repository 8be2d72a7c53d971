import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import {
  BadIgnoreRules,
  expiredOrUnused,
  ignoreKey,
  parseIgnoreRules,
} from '../../rollout/comparing/ignore-rules.js';

const DAY_MS = 86_400_000;
const RULE = `- at: Product.pricing.asOf
  class: value
  reason: Both are right, they are read at other moments.
  owner: pricing-team
  expires: 2027-03-31
`;
const LAST_DAY = Date.UTC(2027, 2, 31, 23, 59);

describe('ignore rules', () => {
  it('are a list that may be empty; the one of the project can be read', () => {
    assert.equal(parseIgnoreRules(RULE).length, 1);
    assert.deepEqual(parseIgnoreRules('# none\n'), []);
    parseIgnoreRules(readFileSync('rollout/ignore.yaml', 'utf8'));
  });

  for (const [wrong, text] of [
    ['an unknown key', `${RULE}  since: 2026-01-01\n`],
    ['no owner', RULE.replace(/ {2}owner.*\n/, '')],
    ['no reason worth the name', RULE.replace(/reason: .*/, 'reason: flaky')],
    ['a class that is no difference of values', RULE.replace('class: value', 'class: candidate-failed')],
    ['a pattern for a path', RULE.replace('.asOf', '.*')],
    ['a day that does not exist', RULE.replace('03-31', '02-30')],
    ['the same twice', RULE + RULE],
    ['an alias', `- &a ${RULE.slice(2)}- *a\n`],
    ['no YAML', '- at: [\n'],
  ] as const)
    it(`refuse ${wrong}`, () => assert.throws(() => parseIgnoreRules(text), BadIgnoreRules));

  it('expire after their last day', () => {
    const rules = parseIgnoreRules(RULE);
    assert.deepEqual(expiredOrUnused(rules, new Map(), LAST_DAY), []);
    assert.deepEqual(
      expiredOrUnused(rules, new Map(), LAST_DAY + 60_000).map(({ why }) => why),
      ['expired'],
    );
  });

  it('have to go when they hit nothing in seven days and 5,000 comparisons', () => {
    const rules = parseIgnoreRules(RULE);
    const [key] = rules.map(ignoreKey);
    const now = Date.UTC(2026, 11, 1);
    const stale = (hitDaysAgo: number | null, watchedDays: number, comparisonsSince: number) => {
      const lastHitAt = hitDaysAgo === null ? null : now - hitDaysAgo * DAY_MS;
      const use = { hits: 0, lastHitAt, watchedFrom: now - watchedDays * DAY_MS, comparisonsSince };
      return expiredOrUnused(rules, new Map([[key ?? '', use]]), now).map(({ why }) => why);
    };
    assert.deepEqual(stale(null, 7, 5_000), ['unused']);
    assert.deepEqual(stale(null, 6.9, 5_000), []);
    assert.deepEqual(stale(null, 7, 4_999), []);
    assert.deepEqual(stale(6, 30, 9_000), []);
    assert.deepEqual(stale(8, 30, 9_000), ['unused']);
  });
});
