import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { evaluate } from '../../rollout/fleet/evaluate.js';
import type { ArmFigures, RuleFigures } from '../../rollout/fleet/fleet-figures.js';
import { reduce } from '../../rollout/fleet/reduce.js';
import { arm, figures, judged } from './support/fleet.js';
import { fileOf, rulesOf, written } from './support/rules.js';

const outcomes = (changes: Partial<ArmFigures['outcomes']>): Partial<ArmFigures> => ({
  outcomes: { ...arm().outcomes, ...changes },
});
const slow = new Map([
  [0.05, 0],
  [0.1, 1_000],
  [0.2, 1_900],
  [Infinity, 2_000],
]);

describe('the fleet check', () => {
  it('holds while treatment is as good as control', () => {
    const verdict = evaluate(judged(), figures(), []);
    assert.equal(verdict.kind, 'hold');
    assert.deepEqual(
      verdict.findings.map(({ name }) => name),
      [
        ...['error rate', 'timeout rate', 'invalid rate', 'empty rate', 'fallback rate'],
        ...['p50 latency', 'p95 latency', 'p99 latency', 'items per page', 'calls per request'],
        'share of bad outcomes',
      ],
    );
  });

  const rates: readonly (readonly [what: string, treatment: Partial<ArmFigures>])[] = [
    ['error rate', outcomes({ error: 60 })],
    ['timeout rate', outcomes({ timeout: 60 })],
    ['invalid rate', outcomes({ invalid: 60 })],
    ['empty rate', outcomes({ empty: 60 })],
    ['fallback rate', { fallbacks: 60 }],
  ];
  for (const [what, treatment] of rates)
    it(`steps back once when the ${what} is higher beyond doubt`, () => {
      const verdict = evaluate(judged(), figures(treatment), []);
      assert.ok(verdict.kind === 'step-back');
      assert.equal(verdict.toBp, 100);
      assert.equal(verdict.reasons.length, 1);
      assert.match(verdict.reasons[0] ?? '', new RegExp(`^${what}: \\d\\.\\d\\d % against 0\\.00 %`));
    });

  it('holds when a rate is higher, but not beyond doubt', () => {
    assert.equal(evaluate(judged(), figures(outcomes({ error: 15 })), []).kind, 'hold');
  });

  it('holds while both arms fail alike', () => {
    const both = outcomes({ error: 900 });
    assert.equal(evaluate(judged(), figures(both, both), []).kind, 'hold');
  });

  it('kills what is worse by more than ten points, and what has no step to go back to', () => {
    assert.equal(evaluate(judged(), figures(outcomes({ ok: 1_600, timeout: 400 })), []).kind, 'kill');
    assert.equal(evaluate(judged({ bp: 0 }), figures(outcomes({ error: 60 })), []).kind, 'kill');
  });

  it('steps back for latency in the third slow check running, not before, and not after a gap', () => {
    const late = figures({ latency: slow });
    const run = (...history: RuleFigures[]) => evaluate(judged(), late, history).kind;
    assert.equal(run(), 'hold');
    assert.equal(run(late), 'hold');
    assert.equal(run(late, late), 'step-back');
    assert.equal(run(late, late, figures()), 'hold');
    assert.equal(run(late, figures(), late), 'hold');
  });

  it('does not mind a ratio of latencies below its floor in ms', () => {
    const late = figures({ latency: slow });
    const rule = judged({ guardrails: { ...judged().guardrails, latencyFloorMs: 1_000 } });
    assert.equal(evaluate(rule, late, [late, late]).kind, 'hold');
  });

  it('steps back when a page holds fewer or more items, or a request costs more calls', () => {
    for (const treatment of [{ items: 17_000 }, { items: 23_000 }, { calls: 11_200 }])
      assert.equal(evaluate(judged(), figures(treatment), []).kind, 'step-back');
    for (const treatment of [{ items: 19_000 }, { calls: 10_900 }, { calls: 100 }])
      assert.equal(evaluate(judged(), figures(treatment), []).kind, 'hold');
  });

  it('steps back when values that have to be exact differ', () => {
    const parity = (equal: number, value: number) =>
      new Map([
        [
          'Product.pricing',
          new Map([
            ['equal', equal],
            ['value', value],
            ['latency', 9_999],
          ]),
        ],
      ]);
    const run = (equal: number, value: number, compared: 'exact' | 'ranked list' = 'exact') =>
      evaluate(judged({ compared }), figures({}, {}, parity(equal, value)), []).kind;
    assert.equal(run(2_000, 20), 'step-back');
    assert.equal(run(2_000, 2), 'hold');
    assert.equal(run(900, 20), 'hold', 'too few comparisons');
    assert.equal(run(2_000, 20, 'ranked list'), 'hold', 'lists are measured, not equated');
  });

  it('judges a rule without control by its own rates', () => {
    const rule = judged({ control: 'none', compared: 'nothing' });
    const none = { outcomes: { ok: 0, error: 0, timeout: 0, empty: 0, invalid: 0 }, latency: new Map() };
    assert.equal(evaluate(rule, figures({}, none), []).kind, 'hold');
    assert.equal(evaluate(rule, figures({ calls: 90_000 }, none), []).kind, 'hold');
    assert.equal(evaluate(rule, figures(outcomes({ error: 60 }), none), []).kind, 'step-back');
  });

  it('holds without data, with too few outcomes of an arm, and for rules that are not running', () => {
    const few = outcomes({ ok: 0, error: 999 });
    assert.match(evaluate(judged(), null, []).reasons[0] ?? '', /No instance answered/);
    assert.match(evaluate(judged(), figures(few), []).reasons[0] ?? '', /999 of treatment, 1000 are wanted/);
    assert.match(
      evaluate(judged(), figures(outcomes({ error: 9_999 }), few), []).reasons[0] ?? '',
      /999 of control/,
    );
    for (const state of ['draft', 'retired'] as const)
      assert.equal(evaluate(judged({ state }), figures(outcomes({ error: 9_999 })), []).kind, 'hold');
  });

  it('never raises a share, whatever it is given', () => {
    const count = fc.nat(5_000);
    const anyArm: fc.Arbitrary<ArmFigures> = fc.record({
      outcomes: fc.record({ ok: count, error: count, timeout: count, empty: count, invalid: count }),
      fallbacks: count,
      items: fc.nat(50_000),
      calls: fc.nat(50_000),
      latency: fc
        .array(fc.tuple(fc.double({ min: 0, noNaN: true }), count))
        .map((buckets) => new Map(buckets)),
    });
    const parity = fc
      .dictionary(fc.constantFrom('Product.pricing', 'x'), fc.dictionary(fc.string(), count))
      .map(
        (all) => new Map(Object.entries(all).map(([at, results]) => [at, new Map(Object.entries(results))])),
      );
    const anyFigures = fc.record({ control: anyArm, treatment: anyArm, parity });
    const limit = fc.double({ min: 0, max: 100, noNaN: true });
    const rule = fc.record({
      state: fc.constantFrom('draft' as const, 'running' as const, 'retired' as const),
      bp: fc.oneof(fc.integer({ min: 0, max: 10_000 }), fc.constantFrom(0, 10, 500, 10_000)),
      control: fc.constantFrom('legacy', 'none'),
      guardrails: fc.record({
        ratePoints: limit,
        latencyRatio: limit,
        latencyFloorMs: limit,
        callsRatio: limit,
      }),
      compared: fc.constantFrom('exact' as const, 'ranked list' as const, 'nothing' as const),
    });
    const seen = new Set<string>();
    fc.assert(
      fc.property(
        rule,
        fc.option(anyFigures, { freq: 20 }),
        fc.array(anyFigures, { maxLength: 3 }),
        (changes, now, history) => {
          const before = fileOf(9, written({ bp: changes.bp, control: 'legacy' }));
          const verdict = evaluate(judged({ ...changes, id: 'feed-primary' }), now, history);
          seen.add(verdict.kind);
          if (verdict.kind !== 'step-back') return;
          assert.ok(verdict.toBp < changes.bp);
          const after = rulesOf(reduce(before, 'feed-primary', verdict.toBp).text);
          assert.equal(after.rules[0]?.bp, verdict.toBp);
          assert.equal(after.version, 10);
        },
      ),
      { numRuns: 1_000 },
    );
    assert.deepEqual([...seen].sort(), ['hold', 'kill', 'step-back']);
  });
});
