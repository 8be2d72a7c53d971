import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { OutcomeWindow } from '../../rollout/guardrails/outcome-window.js';
import { OUTCOME_KINDS, type OutcomeKind } from '../../rollout/guardrails/primary-outcome.js';
import type { Side } from '../../rollout/rules/rule.types.js';

describe('the window of outcomes', () => {
  const fill = (window: OutcomeWindow, from: number, to: number, perSecond: number, side: Side) => {
    for (let second = from; second < to; second += 1)
      for (let i = 0; i < perSecond; i += 1) window.note(second * 1_000 + i, side, 'ok');
  };

  it('holds ten seconds when they are enough', () => {
    const window = new OutcomeWindow();
    fill(window, 0, 60, 50, 'treatment');
    assert.equal(window.lengthMs(), 11_000);
    assert.equal(window.outcomes('treatment'), 550);
  });

  it('stretches until it holds 200 treatment outcomes, and counts control over the same time', () => {
    const window = new OutcomeWindow();
    for (let second = 0; second < 200; second += 1) {
      fill(window, second, second + 1, 2, 'treatment');
      fill(window, second, second + 1, 7, 'control');
    }
    assert.equal(window.outcomes('treatment'), 200);
    assert.equal(window.lengthMs(), 100_000);
    assert.equal(window.outcomes('control'), 700);
  });

  it('ends after five minutes, whatever it holds', () => {
    const window = new OutcomeWindow();
    fill(window, 0, 1_000, 1, 'control');
    assert.equal(window.lengthMs(), 300_000);
    assert.equal(window.outcomes('control'), 300);
    window.note(10_000_000, 'treatment', 'empty');
    assert.equal(window.outcomes('control'), 0);
    assert.equal(window.bad('treatment'), 1);
  });

  it('counts as if every outcome were kept, for any traffic', () => {
    const arrivals = fc.array(
      fc.record({
        wait: fc.oneof(fc.nat(400), fc.nat(40_000), fc.nat(700_000)),
        times: fc.integer({ min: 1, max: 120 }),
        side: fc.constantFrom<Side>('control', 'treatment'),
        kind: fc.constantFrom(...OUTCOME_KINDS),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(arrivals, (bursts) => {
        const window = new OutcomeWindow();
        const all: { tick: number; side: Side; kind: OutcomeKind }[] = [];
        let now = 0;
        for (const { wait, times, side, kind } of bursts) {
          now += wait;
          const tick = Math.floor(now / 1_000);
          for (let i = 0; i < times; i += 1) {
            window.note(now, side, kind);
            all.push({ tick, side, kind });
          }
          const since = (start: number) => all.filter((outcome) => outcome.tick >= start);
          let start = Math.max(0, tick - 299);
          while (
            start < tick - 10 &&
            since(start + 1).filter((outcome) => outcome.side === 'treatment').length >= 200
          )
            start += 1;
          for (const each of ['control', 'treatment'] as const) {
            const inside = since(start).filter((outcome) => outcome.side === each);
            const figures = window.figures(each);
            assert.equal(figures.outcomes, inside.length);
            assert.equal(figures.bad, inside.filter((outcome) => outcome.kind !== 'ok').length);
            for (const one of OUTCOME_KINDS)
              assert.equal(figures.kinds[one], inside.filter((outcome) => outcome.kind === one).length);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
