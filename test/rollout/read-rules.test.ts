import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { expired } from '../../rollout/rules/expired.js';
import { readRules } from '../../rollout/rules/read-rules.js';
import { RULE_PROBLEM_REASONS } from '../../rollout/rules/rule-problem.js';
import { RULABLES } from '../../resolvers/rulables.js';
import {
  DECLARED,
  fileOf,
  reasonsOf,
  ruleOf,
  rulesOf,
  written,
  writtenOfAuthor,
  type Written,
} from './support/rules.js';

const one = (changes: Written): string[] => reasonsOf(fileOf(1, written(changes)));

describe('a file of rules', () => {
  it('is the published example, for the coordinates that are declared', () => {
    const example = readFileSync('rollout/rules.example.yaml', 'utf8');
    const read = readRules(example, RULABLES);
    assert.ok('rules' in read, JSON.stringify(read));
    assert.deepEqual(
      read.rules.rules.map(({ id }) => id),
      ['feed-primary', 'product-pricing', 'video-author', 'video-viewer'],
    );
    assert.deepEqual(rulesOf(example), read.rules);
  });

  it('is the one of the guide, which names every reason', () => {
    const guide = readFileSync('docs/rollout.md', 'utf8');
    const [rule] = rulesOf(/```yaml\n(.*?)```/s.exec(guide)?.[1] ?? '').rules;
    assert.equal(rule?.bp, 500);
    assert.deepEqual(rule.guardrails, ruleOf().guardrails, 'the guardrails that are usual');
    for (const reason of RULE_PROBLEM_REASONS) assert.ok(guide.includes(`\`${reason}\``), reason);
  });

  it('reads the same from YAML, JSON and JSON with tabs', () => {
    const json = fileOf(3, written());
    const yaml = `format: vitrine-rollout/1
version: 3
rules:
  - { id: feed-primary, coordinates: [Query.feed], control: legacy, treatment: primary, state: running,
      salt: feed-primary-1, bp: 500, owner: feed-team, expires: 2027-09-30 }
`;
    assert.deepEqual(rulesOf(yaml), rulesOf(json));
    assert.deepEqual(rulesOf(JSON.stringify(JSON.parse(json), null, '\t')), rulesOf(json));
  });

  it('may leave out what has a usual value, also inside a part that is given', () => {
    const { unit, holdbackBp, allow, deny, constraints, guardrails, correlateWith, force } = ruleOf();
    assert.deepEqual(
      { unit, holdbackBp, allow, deny, constraints, guardrails, correlateWith, force },
      {
        unit: ['viewer', 'device'],
        holdbackBp: 0,
        allow: { viewers: [], crowds: [] },
        deny: { viewers: [], scenes: [] },
        constraints: { regions: [], platforms: [], minAppVersion: null },
        guardrails: { ratePoints: 0.5, latencyRatio: 1.2, latencyFloorMs: 20, callsRatio: 1.1 },
        correlateWith: null,
        force: null,
      },
    );
    const off = { mode: 'off', sampleBp: 100, maxRps: 5, maxConcurrent: 4, aaBp: 1_000, ranked: 'same' };
    assert.deepEqual(ruleOf().shadow, off);
    assert.deepEqual(ruleOf({ shadow: { mode: 'reverse' } }).shadow, { ...off, mode: 'reverse' });
  });
});

describe('a file of rules is refused', () => {
  const good = fileOf(1, written());
  const texts: readonly (readonly [what: string, text: string, reason: string])[] = [
    ['empty', '', 'file BAD_SHAPE'],
    ['no YAML', 'rules: [', 'file SYNTAX'],
    ['of two documents', `${good}\n---\n${good}`, 'file SYNTAX'],
    ['nested without end', '['.repeat(100_000), 'file SYNTAX'],
    ['too large', `${good}${' '.repeat(256 * 1024)}`, 'file TOO_LARGE'],
    ['with an alias', 'format: &f vitrine-rollout/1\nversion: 1\nrules: [*f]', 'file ALIAS'],
    ['with a custom tag', 'format: !mine vitrine-rollout/1', 'file TAG'],
    ['with a tag of YAML', 'format: !!binary aGk=', 'file TAG'],
    ['with a tagged map', '!!omap [a: 1]', 'file TAG'],
    ['with a key twice', good.replace('"bp":500', '"bp":500,"bp":10'), 'file DUPLICATE_KEY'],
    ['with a map as a key', '? {a: 1}\n: 2', 'file BAD_SHAPE'],
    ['of another format', good.replace('rollout/1', 'rollout/2'), 'file BAD_SHAPE'],
    ['with an unknown key', good.replace('"version"', '"note":1,"version"'), 'file UNKNOWN_KEY'],
    ['with a hidden key', good.replace('"version"', '"__proto__":{"a":1},"version"'), 'file UNKNOWN_KEY'],
    ['of version 0', fileOf(0, written()), 'file OUT_OF_RANGE'],
    ['of thousands of rules', fileOf(1, ...Array.from({ length: 5_000 }, () => ({}))), 'file BAD_SHAPE'],
    ['with a rule that is none', '{format: vitrine-rollout/1, version: 1, rules: [7]}', 'file BAD_SHAPE'],
  ];
  for (const [what, text, reason] of texts)
    it(what, () => {
      const read = readRules(text, DECLARED);
      assert.ok('problems' in read);
      assert.deepEqual(
        read.problems.map(({ rule, reason: why }) => `${rule ?? 'file'} ${why}`),
        [reason],
      );
    });

  const rules: readonly (readonly [what: string, changes: Written, reason: string])[] = [
    ['an unknown key', { percentage: 5 }, 'UNKNOWN_KEY'],
    ['an unknown key further in', { shadow: { sample: 5 } }, 'UNKNOWN_KEY'],
    ['no owner', { owner: undefined }, 'BAD_SHAPE'],
    ['an unknown state', { state: 'paused' }, 'BAD_SHAPE'],
    ['a unit twice', { unit: ['viewer', 'viewer'] }, 'BAD_SHAPE'],
    ['a version that is a number', { constraints: { minAppVersion: 9.4 } }, 'BAD_SHAPE'],
    ['a day that the calendar lacks', { expires: '2027-02-30' }, 'BAD_SHAPE'],
    ['a share above everybody', { bp: 10_001 }, 'OUT_OF_RANGE'],
    ['a share below nobody', { bp: -1 }, 'OUT_OF_RANGE'],
    ['a broken share', { bp: 0.5 }, 'BAD_SHAPE'],
    ['a holdback above everybody', { holdbackBp: 10_001 }, 'OUT_OF_RANGE'],
    ['an unknown coordinate', { coordinates: ['Query.scene'] }, 'UNKNOWN_COORDINATE'],
    ['an unknown path', { treatment: 'algorithm' }, 'UNKNOWN_PATH'],
    ["another group's path", { treatment: 'accounts' }, 'UNKNOWN_PATH'],
    ['one path twice', { treatment: 'legacy' }, 'UNKNOWN_PATH'],
    ['a coordinate twice', { coordinates: ['Query.feed', 'Query.feed'] }, 'COORDINATE_TWICE'],
    ['part of a group', { coordinates: ['Product.pricing'] }, 'INCOMPLETE_GROUP'],
    ['two groups', { coordinates: ['Query.feed', 'Video.author'] }, 'INCOMPLETE_GROUP'],
    ['an unknown platform', { constraints: { platforms: ['IOS'] } }, 'UNKNOWN_PLATFORM'],
    ['a partner that is not there', { correlateWith: 'nobody' }, 'CORRELATION'],
    ['itself as partner', { correlateWith: 'feed-primary' }, 'CORRELATION'],
  ];
  for (const [what, changes, reason] of rules)
    it(`with a rule of ${what}, named`, () => assert.deepEqual(one(changes), [`feed-primary ${reason}`]));

  it('with a rule whose id cannot be read', () => {
    assert.deepEqual(one({ id: 'Feed Primary' }), ['file BAD_SHAPE']);
  });

  it('with two rules of one id, coordinate or salt', () => {
    const two = (changes: Written): string[] => reasonsOf(fileOf(1, written(), writtenOfAuthor(changes)));
    assert.deepEqual(two({}), []);
    assert.deepEqual(two({ id: 'feed-primary' }), ['feed-primary ID_TWICE']);
    assert.deepEqual(two({ salt: 'feed-primary-1' }), ['video-author SALT_TWICE']);
    assert.deepEqual(two({ coordinates: ['Query.feed'], control: 'legacy', treatment: 'primary' }), [
      'video-author COORDINATE_TWICE',
    ]);
  });

  it('with one salt for two rules unless both name each other', () => {
    const salt = 'together';
    const pair = (first: Written, second: Written): string[] =>
      reasonsOf(fileOf(1, written({ salt, ...first }), writtenOfAuthor({ salt, ...second })));
    const [toAuthor, toFeed] = [{ correlateWith: 'video-author' }, { correlateWith: 'feed-primary' }];
    assert.deepEqual(pair(toAuthor, toFeed), []);
    assert.deepEqual(pair(toAuthor, {}), ['feed-primary CORRELATION', 'video-author SALT_TWICE']);
    assert.deepEqual(pair(toAuthor, { ...toFeed, salt: 'alone' }), [
      'feed-primary CORRELATION',
      'video-author CORRELATION',
    ]);
  });

  it('for everything that is wrong with it at once', () => {
    assert.deepEqual(reasonsOf(fileOf(1, written({ bp: -1 }), writtenOfAuthor({ treatment: 'x' }))), [
      'feed-primary OUT_OF_RANGE',
      'video-author UNKNOWN_PATH',
    ]);
  });
});

it('reads any text without throwing, and shows no more of it than a line', () => {
  const good = fileOf(1, written());
  const broken = fc
    .record({ at: fc.nat(good.length), cut: fc.nat(20), put: fc.string({ maxLength: 10 }) })
    .map(({ at, cut, put }) => good.slice(0, at) + put + good.slice(at + cut));
  fc.assert(
    fc.property(fc.oneof(broken, fc.string(), fc.json()), (text) => {
      const read = readRules(text, DECLARED);
      assert.ok('rules' in read || read.problems.length > 0);
      if ('problems' in read)
        for (const { message } of read.problems) assert.ok(message.length < 600, message);
    }),
    { numRuns: 500 },
  );
  const long = readRules(fileOf(1, { ['k'.repeat(100_000)]: 1 }), DECLARED);
  assert.ok('problems' in long && long.problems.every(({ message }) => message.length < 600));
});

it('finds a rule past its day the day after it, and leaves reading it alone', () => {
  const rules = rulesOf(fileOf(1, written({ expires: '2027-09-30' })));
  assert.deepEqual(expired(rules, Date.parse('2027-09-30T23:59:59Z')), []);
  assert.deepEqual(expired(rules, Date.parse('2027-10-01T00:00:00Z')), rules.rules);
});
