import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Findings } from '../../rollout/comparing/difference.js';
import { diffRanked } from '../../rollout/comparing/ranked-diff.js';
import { brokenInvariants, readRankedPage, type RankedItem } from '../../rollout/comparing/ranked-page.js';
import { kendallTau, overlapAt } from '../../rollout/comparing/ranked.js';
import { GUIDE, REDACTOR } from './support/compare-paths.js';

const item = (id: string, pinnedAt: number | null = null, eligible = true): RankedItem => ({
  id,
  source: 'ALGORITHM',
  pinnedAt,
  eligible,
});
const page = (...items: readonly (string | RankedItem)[]) => ({
  items: items.map((one) => (typeof one === 'string' ? item(one) : one)),
  minCount: 3,
  tellsPins: true,
});
const letters = [...'abcdefghij'];

function found(
  served: ReturnType<typeof page>,
  candidate: ReturnType<typeof page>,
  mode: 'same' | 'different' = 'same',
) {
  const findings = new Findings(REDACTOR);
  diffRanked(GUIDE.root('Query.feed'), served, candidate, mode, findings);
  return findings.all.map((one) => `${one.at} ${one.class}`);
}

describe('ranked lists', () => {
  it('overlap by the share of the first k', () => {
    assert.equal(overlapAt(5, letters, letters.toReversed()), 0);
    assert.equal(overlapAt(10, letters, letters.toReversed()), 1);
    assert.equal(overlapAt(5, letters, ['a', 'b', 'x', 'y', 'z']), 0.4);
    assert.equal(overlapAt(20, letters, letters), 1, 'shorter lists are measured whole');
    assert.equal(overlapAt(5, [], []), 1);
    assert.equal(overlapAt(5, letters, []), 0);
  });

  it('agree in order by the pairs that stand alike', () => {
    assert.equal(kendallTau(letters, letters), 1);
    assert.equal(kendallTau(letters, letters.toReversed()), -1);
    assert.equal(kendallTau(['a', 'b', 'c'], ['b', 'a', 'c']), 1 / 3);
    assert.equal(kendallTau(['a', 'x', 'b'], ['a', 'b', 'y']), 1, 'others do not count');
    assert.equal(kendallTau(['a'], ['a']), null);
    fc.assert(
      fc.property(fc.shuffledSubarray(letters), fc.shuffledSubarray(letters), (a, b) => {
        const tau = kendallTau(a, b);
        assert.equal(tau, kendallTau(b, a));
        assert(tau === null || (tau >= -1 && tau <= 1));
      }),
    );
  });

  it('may have neighbours swapped and another last item', () => {
    const swapped = ['b', 'a', 'd', 'c', 'f', 'e', 'h', 'g', 'i', 'x'];
    assert.deepEqual(found(page(...letters), page(...swapped)), []);
  });

  it('may not lose, gain or repeat items, turn round, or be short', () => {
    assert.deepEqual(found(page(...letters), page(...letters.toSpliced(2, 1, 'x'))), [
      'Query.feed.items[] missing',
      'Query.feed.items[] extra',
    ]);
    assert.deepEqual(found(page(...letters), page(...letters.toReversed())), ['Query.feed.items order']);
    assert.deepEqual(found(page(...letters), page(...letters.slice(0, 9))), ['Query.feed.items count']);
    assert.deepEqual(found(page(...letters), page(...letters.with(9, 'a'))), ['Query.feed.items[] extra']);
  });

  it('of another ranking differ by pins and invariants alone', () => {
    const other = page(...letters.toReversed().slice(0, 8));
    assert.deepEqual(found(page(...letters), other, 'different'), []);
    assert.deepEqual(found(page(...letters), page('a', 'b'), 'different'), ['Query.feed.items count']);
    assert.deepEqual(found(page('a', item('b', 1), 'c'), page(item('b', 0), 'a', 'c'), 'different'), [
      'Query.feed.items[].pinnedAt order',
    ]);
    assert.deepEqual(found(page('a', item('b', 1), 'c'), page('a', 'b', 'c'), 'different'), [
      'Query.feed.items[].pinnedAt missing',
    ]);
  });

  it('have invariants, whoever made them', () => {
    assert.deepEqual(brokenInvariants(page('a', item('b', 1), 'c')), []);
    assert.deepEqual(brokenInvariants(page('a', 'a', item('b', 1, false))), [
      'duplicate',
      'ineligible',
      'pin',
    ]);
    assert.deepEqual(
      brokenInvariants(page('a', item('b', 7))),
      ['minCount'],
      'a list that ends early moves pins up',
    );
  });

  it('are read from what was observed; what is no page is none', () => {
    const items = [{ id: 'a', source: 'SLOT', pinnedAt: 0 }];
    assert.deepEqual(readRankedPage({ items, minCount: 1 })?.items[0]?.eligible, true);
    for (const bad of [null, [], { items }, { items: [{ id: 1 }], minCount: 1 }, { items: {}, minCount: 1 }])
      assert.equal(readRankedPage(bad), null);
  });
});
