import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { MOST_DIFFERENCES } from '../../rollout/comparing/bounds.js';
import { compare } from '../../rollout/comparing/compare.js';
import type { ComparingRules } from '../../rollout/comparing/comparing-rules.js';
import { diff } from '../../rollout/comparing/diff.js';
import { FieldGuide } from '../../rollout/comparing/field-guide.js';
import type { Comparison, Observed, Plain } from '../../rollout/comparing/observation.js';
import { isWithin } from '../../rollout/comparing/tolerance.js';
import { REDACTOR } from './support/compare-paths.js';

const settingsOf = (rules: ComparingRules = {}) => ({
  guide: new FieldGuide(rules, null),
  redactor: REDACTOR,
});
const value = (plain: Plain): Observed => ({ kind: 'value', value: plain });
const found = (served: Plain, candidate: Plain, rules?: ComparingRules): readonly string[] =>
  diff('A.b', value(served), value(candidate), settingsOf(rules)).map((one) => `${one.at} ${one.class}`);

const plain: fc.Arbitrary<Plain> = fc.letrec<{ plain: Plain }>((tie) => ({
  plain: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, 0, 1, '', 'a'),
    fc.array(tie('plain'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('id', 'name', 'list', 'toString'), tie('plain')),
  ),
})).plain;

describe('the difference of two values', () => {
  it('is none of a value with itself, and the same number both ways', () => {
    fc.assert(
      fc.property(plain, plain, (a, b) => {
        assert.deepEqual(found(a, structuredClone(a)), []);
        assert.equal(found(a, b).length === 0, found(b, a).length === 0);
        assert.equal(found(a, b).length === 0, JSON.stringify(sorted(a)) === JSON.stringify(sorted(b)));
      }),
    );
  });

  it('has one class for each way of being unlike', () => {
    assert.deepEqual(found({ x: 1 }, {}), ['A.b.x missing']);
    assert.deepEqual(found({}, { x: null }), ['A.b.x extra']);
    assert.deepEqual(found({ x: null }, { x: 0 }), ['A.b.x nullness']);
    assert.deepEqual(found({ x: '1' }, { x: 1 }), ['A.b.x type']);
    assert.deepEqual(found({ x: [] }, { x: {} }), ['A.b.x type']);
    assert.deepEqual(found({ x: '1' }, { x: '1.0' }), ['A.b.x value']);
    assert.deepEqual(found(['a', 'b'], ['b', 'a']), ['A.b order']);
    assert.deepEqual(found(['a', 'b'], ['a']), ['A.b count']);
  });

  it('follows members by their id, wherever they stand', () => {
    const [one, two, three] = [
      { id: '1', n: 1 },
      { id: '2', n: 2 },
      { id: '3', n: 3 },
    ];
    assert.deepEqual(found([one, two], [two, one]), ['A.b order']);
    assert.deepEqual(found([one, two, three], [two, three]), ['A.b count', 'A.b[] missing']);
    assert.deepEqual(found([one, two], [one, three]), ['A.b[] missing', 'A.b[] extra']);
    assert.deepEqual(found([one, two], [{ ...two, n: 3 }, one]), ['A.b order', 'A.b[].n value']);
    assert.deepEqual(found([one], [one, one]), ['A.b count', 'A.b[] extra']);
  });

  it('is none where a rule says so, at that place alone', () => {
    const rules: ComparingRules = { 'A.b.x': { equivalent: ['null', 'missing'] } };
    assert.deepEqual(found({ x: null }, {}, rules), []);
    assert.deepEqual(found({ x: null }, { x: '' }, rules), ['A.b.x nullness']);
    assert.deepEqual(found({ y: null }, {}, rules), ['A.b.y missing']);
    const close: ComparingRules = { 'A.b.p': { kind: 'decimal', tolerance: '0.01' } };
    assert.deepEqual(found({ p: '0.30' }, { p: '0.31' }, close), []);
    assert.deepEqual(found({ p: '0.30' }, { p: '0.32' }, close), ['A.b.p value']);
    const lacking: ComparingRules = { 'A.b.f': { mayLack: 'the old path knows none' } };
    assert.deepEqual(found({ f: null }, { f: '9.90' }, lacking), []);
    assert.deepEqual(found({ f: '9.90' }, { f: null }, lacking), []);
    assert.deepEqual(found({ f: '9.90' }, { f: '9.00' }, lacking), ['A.b.f value']);
    assert.deepEqual(found({ f: '9.90' }, {}, lacking), ['A.b.f missing']);
  });

  it('measures decimals without floating point', () => {
    assert(isWithin('0.1', '0.3', '0.2'));
    assert(!isWithin('-0.1', '0.1', '0.19999999999999999999'));
    assert(!isWithin('1e3', '1000', '1'));
  });

  it('ends, however much differs', () => {
    const many = (n: number): Plain =>
      Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`f${i}`, n]));
    assert.equal(found(many(1), many(2)).length, MOST_DIFFERENCES);
  });

  it('tells a candidate that gave no answer from one that gave an error', () => {
    const failed = (cls: string): Observed => ({ kind: 'failed', cls });
    const classes = (a: Observed, b: Observed) => diff('A.b', a, b, settingsOf()).map((one) => one.class);
    assert.deepEqual(classes(value(1), failed('TIMEOUT')), ['candidate-failed']);
    assert.deepEqual(classes(value(1), failed('SCHEMA')), ['error-vs-data']);
    assert.deepEqual(classes(failed('SCHEMA'), value(1)), ['error-vs-data']);
    assert.deepEqual(classes(failed('SCHEMA'), failed('NOT_FOUND')), []);
  });
});

describe('comparing a place', () => {
  const limits = { ranked: 'same', latencyRatio: 1.2, latencyFloorMs: 20 } as const;
  const at = (served: Observed, candidate: Comparison['candidate'], servedMs = 10, candidateMs = 10) =>
    compare(
      { coordinate: 'A.b', key: '1', served, candidate, ranked: false, servedMs, candidateMs },
      { ...settingsOf(), ...limits },
    );

  it('leaves out what cannot be compared, and counts a failing control apart', () => {
    assert.deepEqual(at(value(1), { kind: 'unrecorded-call' }), {
      kind: 'outside',
      reason: 'unrecorded-call',
    });
    const huge = value(Array.from({ length: 30_000 }, () => 1));
    assert.deepEqual(at(huge, huge), { kind: 'outside', reason: 'too-large' });
    const oversize = at(value([]), huge);
    assert.equal(oversize.kind, 'unreadable');
    const failing = at({ kind: 'failed', cls: 'TIMEOUT' }, value(1));
    assert.deepEqual(failing, { kind: 'unreadable', served: true, candidate: false, differences: [] });
  });

  it('calls late what is slower than both limits', () => {
    const isLate = (servedMs: number, candidateMs: number) => {
      const compared = at(value(1), value(1), servedMs, candidateMs);
      return compared.kind === 'compared' && compared.isLate;
    };
    assert.deepEqual(
      [isLate(10, 29), isLate(200, 230), isLate(10, 31), isLate(200, 241)],
      [false, false, true, true],
    );
  });
});

/** Objects with their names in order, and lists whose members have ids by id: what is equal for comparing. */
function sorted(part: Plain): unknown {
  if (Array.isArray(part)) return (part as readonly Plain[]).map(sorted);
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(
    Object.entries(part)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, own]) => [name, own === undefined ? own : sorted(own)]),
  );
}
