import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkChange } from '../../rollout/rules/check-change.js';
import { fileOf, rulesOf, written, writtenOfAuthor, type Written } from './support/rules.js';

/** Reasons against a change of one rule; null: there is no rule. */
function change(from: Written | null, to: Written | null): string[] {
  const set = (version: number, changes: Written | null) =>
    rulesOf(fileOf(version, ...(changes ? [written(changes)] : [])));
  return checkChange(set(1, from), set(2, to)).map(({ reason }) => reason);
}

describe('a new version of rules', () => {
  it('has a greater number, whatever it holds', () => {
    const [one, two] = [rulesOf(fileOf(1, written())), rulesOf(fileOf(2, written()))];
    assert.deepEqual(checkChange(one, two), []);
    for (const [before, after] of [
      [two, one],
      [one, one],
    ] as const)
      assert.deepEqual(
        checkChange(before, after).map(({ rule, reason }) => [rule, reason]),
        [[null, 'VERSION']],
      );
  });

  it('changes no salt, unit or path while anybody is on treatment', () => {
    for (const changed of [
      { salt: 'feed-primary-2' },
      { unit: ['device', 'viewer'] },
      { control: 'primary', treatment: 'legacy' },
    ]) {
      assert.deepEqual(change({ bp: 500 }, { bp: 500, ...changed }), ['FIXED_KEY']);
      assert.deepEqual(change({ bp: 500 }, { bp: 0, ...changed }), ['FIXED_KEY']);
      assert.deepEqual(change({ bp: 0 }, { bp: 10, ...changed }), []);
    }
  });

  it('gives the id of a retired rule no other meaning', () => {
    const retired = { bp: 10_000, state: 'retired' };
    const other = { coordinates: ['Video.author'], control: 'legacy-detail', treatment: 'accounts' };
    assert.deepEqual(change(retired, { ...other, bp: 0 }), ['ID_REUSED']);
    assert.deepEqual(change(retired, { bp: 0 }), []);
  });

  it('widens by one step at most, unless it says why', () => {
    assert.deepEqual(change({ bp: 100 }, { bp: 500 }), []);
    assert.deepEqual(change({ bp: 100 }, { bp: 300 }), []);
    assert.deepEqual(change({ bp: 100 }, { bp: 501 }), ['STEP']);
    assert.deepEqual(change({ bp: 100 }, { bp: 5_000, force: { reason: 'Java is being switched off' } }), []);
  });

  it('narrows by as much as it likes', () => {
    for (const bp of [0, 10, 4_999]) assert.deepEqual(change({ bp: 5_000 }, { bp }), []);
  });

  it('widens by state and holdback as by share', () => {
    assert.deepEqual(change({ state: 'draft', bp: 5_000 }, { bp: 5_000 }), ['STEP']);
    assert.deepEqual(change({ bp: 500 }, { bp: 500, state: 'retired' }), ['STEP']);
    assert.deepEqual(change({ bp: 10_000, holdbackBp: 9_000 }, { bp: 10_000 }), ['STEP']);
    assert.deepEqual(change({ bp: 10_000, holdbackBp: 100 }, { bp: 10_000, state: 'retired' }), []);
  });

  it('begins a rule with one step', () => {
    assert.deepEqual(change(null, { bp: 10 }), []);
    assert.deepEqual(change(null, { bp: 11 }), ['STEP']);
  });

  it('loses no rule before it is retired', () => {
    assert.deepEqual(change({ bp: 10 }, null), ['REMOVED']);
    assert.deepEqual(change({ bp: 10_000, state: 'retired' }, null), []);
  });

  it('may change one rule and keep another', () => {
    const before = rulesOf(fileOf(1, written({ bp: 100 }), writtenOfAuthor({ bp: 100 })));
    const after = rulesOf(fileOf(2, written({ bp: 100 }), writtenOfAuthor({ bp: 5_000 })));
    assert.deepEqual(
      checkChange(before, after).map(({ rule, reason }) => [rule, reason]),
      [['video-author', 'STEP']],
    );
  });
});
