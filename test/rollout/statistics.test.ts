import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { newcombe } from '../../rollout/statistics/newcombe.js';
import { wilson, type Interval, type Proportion } from '../../rollout/statistics/wilson.js';

/** 95 % */
const Z = 1.959964;

const of = (count: number, total: number): Proportion => ({ count, total });
const rounded = ({ low, high }: Interval, digits = 4): readonly [number, number] => [
  Number(low.toFixed(digits)),
  Number(high.toFixed(digits)),
];

const proportion = fc
  .tuple(fc.nat(100_000), fc.nat(100_000))
  .map(([a, b]) => of(Math.min(a, b), Math.max(a, b)));
const anyZ = fc.double({ min: 0.1, max: 6, noNaN: true });

describe('Wilson’s interval', () => {
  // Newcombe, Two-sided confidence intervals for the single proportion, 1998, table I, method 3
  const published: readonly (readonly [Proportion, number, number])[] = [
    [of(81, 263), 0.2553, 0.3662],
    [of(15, 148), 0.0624, 0.1605],
    [of(0, 20), 0, 0.1611],
    [of(1, 29), 0.0061, 0.1718],
  ];
  for (const [share, low, high] of published)
    it(`of ${share.count}/${share.total} is the published one`, () => {
      assert.deepEqual(rounded(wilson(share, Z)), [low, high]);
    });

  it('of none out of n ends at z² / (n + z²)', () => {
    assert.equal(wilson(of(0, 30), 2).high.toFixed(12), (4 / 34).toFixed(12));
    assert.equal(wilson(of(30, 30), 2).low.toFixed(12), (30 / 34).toFixed(12));
  });

  it('of nothing is everything', () => {
    assert.deepEqual(wilson(of(0, 0), Z), { low: 0, high: 1 });
  });

  it('lets three mismatches in 10,000 pass a limit of 99.9 %, and no fourth', () => {
    assert.ok(wilson(of(9_997, 10_000), Z).low >= 0.999);
    assert.ok(wilson(of(9_996, 10_000), Z).low < 0.999);
  });

  it('contains the share, stays within 0 and 1, mirrors, and widens with z', () => {
    fc.assert(
      fc.property(proportion, anyZ, (share, z) => {
        const { low, high } = wilson(share, z);
        assert.ok(low >= 0 && high <= 1 && low <= high);
        if (share.total > 0) assert.ok(low <= share.count / share.total && share.count / share.total <= high);
        const mirrored = wilson(of(share.total - share.count, share.total), z);
        assert.ok(Math.abs(1 - mirrored.high - low) < 1e-12);
        const wider = wilson(share, z * 1.5);
        assert.ok(wider.low <= low && wider.high >= high);
      }),
    );
  });
});

describe('Newcombe’s interval', () => {
  // Newcombe, Interval estimation for the difference between independent proportions, 1998, table II, method 10
  const published: readonly (readonly [Proportion, Proportion, number, number])[] = [
    [of(56, 70), of(48, 80), 0.0524, 0.3339],
    [of(9, 10), of(3, 10), 0.1705, 0.809],
    [of(6, 7), of(2, 7), 0.0582, 0.8062],
    [of(5, 56), of(0, 29), -0.0381, 0.1926],
    [of(0, 10), of(0, 20), -0.1611, 0.2775],
    [of(0, 10), of(0, 10), -0.2775, 0.2775],
    [of(10, 10), of(0, 20), 0.6791, 1],
    [of(10, 10), of(0, 10), 0.6075, 1],
  ];
  for (const [first, second, low, high] of published)
    it(`of ${first.count}/${first.total} − ${second.count}/${second.total} is the published one`, () => {
      assert.deepEqual(rounded(newcombe(first, second, Z)), [low, high]);
    });

  it('against nothing is everything', () => {
    assert.deepEqual(newcombe(of(0, 0), of(5, 10), Z), { low: -1, high: 1 });
    assert.deepEqual(newcombe(of(5, 10), of(0, 0), Z), { low: -1, high: 1 });
  });

  it('contains the difference, changes its sign with the order, and widens with z', () => {
    fc.assert(
      fc.property(proportion, proportion, anyZ, (first, second, z) => {
        fc.pre(first.total > 0 && second.total > 0);
        const { low, high } = newcombe(first, second, z);
        const difference = first.count / first.total - second.count / second.total;
        assert.ok(-1 <= low && low <= difference && difference <= high && high <= 1);
        const turned = newcombe(second, first, z);
        assert.ok(Math.abs(turned.low + high) < 1e-9 && Math.abs(turned.high + low) < 1e-9);
        assert.ok(newcombe(first, second, z * 1.5).low <= low);
      }),
    );
  });
});
