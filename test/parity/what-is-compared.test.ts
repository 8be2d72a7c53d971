import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ComparedCase, Observed } from '../../rollout/comparing/observation.js';
import { allOnControl } from '../../rollout/decision/ruling.js';
import { parityReport } from '../../rollout/parity/parity-report.js';
import type { Rule, ShadowSettings } from '../../rollout/rules/rule.types.js';
import { RULABLES } from '../../resolvers/rulables.js';
import { Figures } from '../../src/shadow/parity-figures.js';
import { GUIDE, REDACTOR } from './support/compare-paths.js';
import { NOW } from './support/world.js';

const PAGES = 1_200;
const [FEED = assert.fail()] = allOnControl(RULABLES).filter(
  ({ coordinates: [one] }) => one === 'Query.feed',
);

const ruleOf = (shadow: Partial<ShadowSettings>, changes: Partial<Rule> = {}): Rule => ({
  ...FEED,
  id: 'feed',
  ...changes,
  shadow: { ...FEED.shadow, mode: 'shadow', ...shadow },
});
const DIFFERENT = ruleOf({ ranked: 'different' });
const SAME = ruleOf({ ranked: 'same' });

const page = (ids: string): Observed => ({
  kind: 'value',
  value: { tellsPins: true, minCount: 1, items: [...ids].map((id) => ({ id, source: 'x', pinnedAt: null })) },
});
const caseOf = (served: string, candidate: string, isNoise = false): ComparedCase => ({
  ...{ ruleId: 'feed', operation: 'FeedIds', client: 'IOS 9.4.0', isNoise },
  comparisons: [
    {
      ...{ coordinate: 'Query.feed', key: '', ranked: true, servedMs: 1, candidateMs: 1 },
      ...{ served: page(served), candidate: page(candidate) },
    },
  ],
});

const figuresOf = () => new Figures({ guide: GUIDE, redactor: REDACTOR, ignore: [], now: () => NOW });

/** Pages without a common item. */
function addStrangers(figures: Figures): void {
  for (let n = 0; n < PAGES; n++) {
    figures.add(SAME, caseOf('abcde', 'vwxyz'));
    if (n % 10 === 0) figures.add(SAME, caseOf('abcde', 'abcde', true));
  }
}

const unmet = (figures: Figures): readonly string[] =>
  parityReport(figures.snapshot(), { ignore: [], selected: null, now: NOW })
    .rules['feed']?.gate.conditions.filter(({ met, open }) => !met && !open)
    .map(({ name }) => name) ?? [];

describe('figures of a rule that compares in another way than before', () => {
  it('are judged as one ranking written twice as soon as one of them is', () => {
    const figures = figuresOf();
    figures.add(DIFFERENT, caseOf('ab', 'ab'));
    addStrangers(figures);
    assert.deepEqual(unmet(figures), ['overlap@10 of Query.feed']);
  });

  it('begin anew, and count no leg that comes late', () => {
    const reversed = ruleOf({ mode: 'reverse', ranked: 'same' });
    const swapped = ruleOf({ ranked: 'same' }, { control: FEED.treatment, treatment: FEED.control });
    const figures = figuresOf();
    for (const [before, after] of [
      [DIFFERENT, SAME],
      [SAME, reversed],
      [reversed, swapped],
    ] as const) {
      figures.follow([before]);
      figures.add(before, caseOf('ab', 'ab'));
      figures.add(before, caseOf('ab', 'ab'));
      figures.follow([after]);
      assert.deepEqual(figures.snapshot().rules, {});
      figures.add(before, caseOf('ab', 'ab'));
      figures.add(after, caseOf('ab', 'ab'));
      const { feed } = figures.snapshot().rules;
      const { mode, ranked } = after.shadow;
      assert.deepEqual([feed?.compared['Query.feed']?.ab.n, feed?.mode, feed?.ranked], [1, mode, ranked]);
    }
  });

  it('stay while the rule moves more viewers or compares nothing, and go with the rule', () => {
    const figures = figuresOf();
    figures.follow([SAME]);
    figures.add(SAME, caseOf('ab', 'ab'));
    figures.follow([{ ...SAME, bp: 500 }]);
    figures.follow([ruleOf({ mode: 'off', ranked: 'same' })]);
    figures.follow([SAME]);
    assert.equal(figures.snapshot().rules['feed']?.compared['Query.feed']?.ab.n, 1);
    figures.follow([]);
    assert.deepEqual(figures.snapshot().rules, {});
  });
});
