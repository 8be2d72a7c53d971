import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { reduce, ReduceError } from '../../rollout/fleet/reduce.js';
import { fileOf, rulesOf, written, writtenOfAuthor } from './support/rules.js';

const EXAMPLE = readFileSync('rollout/rules.example.yaml', 'utf8');
const RUNNING = EXAMPLE.replace('    bp: 0', '    bp: 500   # since Monday');

describe('reducing a share', () => {
  it('changes two numbers and nothing else: comments, order and blanks stay', () => {
    const { text, version } = reduce(RUNNING, 'feed-primary', 100);
    assert.equal(version, 2);
    assert.equal(text, RUNNING.replace('version: 1', 'version: 2').replace('bp: 500   #', 'bp: 100   #'));
    assert.match(text, /^# The four rules/);
  });

  it('finds the rule by its id, in JSON too', () => {
    const before = fileOf(41, written({ bp: 500 }), writtenOfAuthor({ bp: 2_500 }));
    const after = rulesOf(reduce(before, 'video-author', 0).text);
    assert.deepEqual([after.version, ...after.rules.map(({ bp }) => bp)], [42, 500, 0]);
  });

  it('takes any lower share and refuses every other', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.oneof(fc.integer(), fc.nat(10_000), fc.double()), (bp, toBp) => {
        const before = fileOf(7, written({ bp }));
        if (Number.isInteger(toBp) && toBp >= 0 && toBp < bp)
          assert.equal(rulesOf(reduce(before, 'feed-primary', toBp).text).rules[0]?.bp, Math.abs(toBp));
        else assert.throws(() => reduce(before, 'feed-primary', toBp), ReduceError);
      }),
    );
  });

  const refused: readonly (readonly [what: string, text: string, says: RegExp])[] = [
    ['a rule that is not there', fileOf(1), /no rule feed-primary/],
    ['a text that is no YAML', 'rules: [', /cannot be read/],
    ['rules that are no list', 'version: 1\nrules: 3\n', /no rule feed-primary/],
    ['a share that is no number', fileOf(1, written({ bp: '500' })), /bp of feed-primary is no whole number/],
    [
      'a share behind an alias',
      'version: &v 9\nrules:\n  - id: feed-primary\n    bp: *v\n',
      /no whole number/,
    ],
    ['a version that is none', fileOf(1.5, written()), /version is no whole number/],
    ['the last version', fileOf(Number.MAX_SAFE_INTEGER, written({ bp: 500 })), /there is none above it/],
  ];
  for (const [what, text, says] of refused)
    it(`refuses ${what}`, () => {
      assert.throws(() => reduce(text, 'feed-primary', 0), says);
    });
});
