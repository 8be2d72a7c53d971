import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Fuses } from '../../rollout/guardrails/fuses.js';
import type { FuseRecord } from '../../rollout/guardrails/fuse-record.js';
import { OutcomeWindow } from '../../rollout/guardrails/outcome-window.js';
import { OUTCOME_KINDS, type OutcomeKind } from '../../rollout/guardrails/primary-outcome.js';
import type { Side } from '../../rollout/rules/rule.types.js';

const RULE = 'feed-primary';

/** Fuses with a clock of their own; `chance` is 0.5 unless said: times off without spread. */
function bench(chance: () => number = () => 0.5) {
  const clock = { now: 1_000_000 };
  const fuses = new Fuses({ now: () => clock.now, random: chance });
  fuses.rulesChanged(7);
  const note = (side: Side, kind: OutcomeKind, times = 1) => {
    for (let i = 0; i < times; i += 1) fuses.note(RULE, side, { kind });
  };
  return { clock, fuses, note, isOff: () => fuses.isTripped(RULE), last: () => fuses.trips().at(-1) };
}

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

describe('a fuse', () => {
  it('trips at the twentieth treatment failure in a row, of whatever kinds', () => {
    const { note, isOff, last } = bench();
    const bad = OUTCOME_KINDS.filter((kind) => kind !== 'ok');
    for (let i = 0; i < 19; i += 1) note('treatment', bad[i % bad.length] ?? 'error');
    assert.equal(isOff(), false);
    note('treatment', 'empty');
    assert.equal(isOff(), true);
    assert.equal(last()?.action, 'trip');
    assert.equal(last()?.treatment.bad, 20);
    assert.equal(last()?.rulesVersion, 7);
    assert.match(last()?.why ?? '', /20 failures of treatment in a row/);
  });

  it('starts counting anew at a good answer', () => {
    const { note, isOff } = bench();
    for (let i = 0; i < 10; i += 1) {
      note('treatment', 'timeout', 19);
      note('treatment', 'ok');
    }
    assert.equal(isOff(), false);
  });

  it('stays closed while control fails for half, and trips once control is well again', () => {
    const { clock, note, isOff } = bench();
    note('control', 'ok', 400);
    note('control', 'error', 4);
    note('treatment', 'error', 100);
    assert.equal(isOff(), false);
    note('control', 'ok', 5);
    clock.now += 10;
    note('treatment', 'error');
    assert.equal(isOff(), true);
  });

  it('does not ask a control that has had no traffic for five minutes', () => {
    const { clock, note, isOff } = bench();
    note('control', 'error', 10);
    note('treatment', 'error', 30);
    clock.now += 299_999;
    note('treatment', 'error');
    assert.equal(isOff(), false);
    clock.now += 1;
    note('treatment', 'error');
    assert.equal(isOff(), true);
  });

  it('trips when treatment is worse by more than two points beyond doubt', () => {
    const { note, isOff, last } = bench();
    note('control', 'ok', 500);
    for (let i = 0; i < 99; i += 1) {
      note('treatment', 'ok');
      note('treatment', 'invalid');
    }
    note('treatment', 'ok');
    assert.equal(isOff(), false, '199 outcomes are too few');
    note('treatment', 'ok');
    assert.equal(isOff(), true);
    const { control, treatment, difference, why } = last() ?? assert.fail();
    assert.deepEqual([treatment.outcomes, treatment.kinds.invalid, control.outcomes], [200, 99, 500]);
    assert.ok(difference.low > 0.02 && difference.low < 0.495 && difference.high > 0.495);
    assert.match(why, /worse than control by more than 2 points/);
  });

  it('compares with fifty control outcomes at least', () => {
    for (const [outcomes, trips] of [
      [49, false],
      [50, true],
    ] as const) {
      const { note, isOff } = bench();
      note('control', 'ok', outcomes);
      for (let i = 0; i < 150; i += 1) {
        note('treatment', 'ok');
        note('treatment', 'error');
      }
      assert.equal(isOff(), trips);
    }
  });

  it('is off for 60 s, then 120 s, then until the rules change', () => {
    const { clock, fuses, note, isOff, last } = bench();
    for (const offMs of [60_000, 120_000]) {
      note('treatment', 'error', 20);
      assert.equal(last()?.offMs, offMs);
      clock.now += offMs - 1;
      assert.equal(isOff(), true);
      clock.now += 1;
      assert.equal(isOff(), false);
      assert.equal(last()?.action, 'close');
    }
    note('treatment', 'error', 20);
    assert.equal(last()?.action, 'hold');
    clock.now += 100 * 3_600_000;
    assert.equal(isOff(), true);
    fuses.rulesChanged(7);
    assert.equal(isOff(), true, 'the same version is no new one');
    fuses.rulesChanged(8);
    assert.equal(isOff(), false);
    assert.equal(last()?.rulesVersion, 8);
    note('treatment', 'error', 20);
    assert.equal(last()?.offMs, 60_000, 'the record is clean');
  });

  it('forgets trips after ten minutes', () => {
    const { clock, note, isOff, last } = bench();
    for (let i = 0; i < 5; i += 1) {
      note('treatment', 'error', 20);
      assert.deepEqual([last()?.action, last()?.offMs], ['trip', 60_000]);
      clock.now += 600_000;
      assert.equal(isOff(), false);
    }
  });

  it('spreads the time off by half to both sides', () => {
    for (const [chance, offMs] of [
      [0, 30_000],
      [0.999, 89_940],
    ] as const) {
      const { note, last } = bench(() => chance);
      note('treatment', 'error', 20);
      assert.equal(last()?.offMs, offMs);
    }
  });

  it('ends its time off at the next outcome too, and judges treatment by what comes then', () => {
    const { clock, note, isOff, fuses } = bench();
    note('treatment', 'error', 20);
    note('treatment', 'error', 100);
    clock.now += 60_000;
    note('treatment', 'error', 19);
    assert.deepEqual(
      fuses.trips().map(({ action }) => action),
      ['trip', 'close'],
    );
    note('treatment', 'error');
    assert.equal(isOff(), true);
  });

  it('without a control path goes by failures in a row alone', () => {
    const { fuses, note, isOff } = bench();
    fuses.configure({ id: RULE, control: 'none' });
    note('control', 'empty', 500);
    for (let i = 0; i < 300; i += 1) {
      note('treatment', 'ok');
      note('treatment', 'error');
    }
    assert.equal(isOff(), false);
    note('treatment', 'error', 19);
    assert.equal(isOff(), true);
  });

  it('is one for each rule, and tells everybody who listens', () => {
    const { fuses, note } = bench();
    const heard: FuseRecord[] = [];
    fuses.onChange((record) => heard.push(record));
    note('treatment', 'error', 20);
    assert.equal(fuses.isTripped('product-pricing'), false);
    assert.deepEqual(fuses.tripped(), [RULE]);
    assert.deepEqual(heard, fuses.trips());
  });

  it('keeps the last hundred records', () => {
    const { clock, fuses, note, isOff } = bench();
    for (let i = 0; i < 80; i += 1) {
      note('treatment', 'error', 20);
      clock.now += 600_000;
      isOff();
    }
    assert.equal(fuses.trips().length, 100);
    assert.equal(fuses.trips().at(-1)?.at, clock.now);
  });
});
