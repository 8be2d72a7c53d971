import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { medianInterval } from '../../bench/statistics/bootstrap.js';
import { median, percentile } from '../../bench/statistics/percentile.js';
import { pooledRatio } from '../../bench/statistics/pooled-ratio.js';
import { normal, seededRandom } from '../../bench/statistics/random.js';

const values = fc.array(fc.double({ min: 0.001, max: 1_000, noNaN: true }), { minLength: 1, maxLength: 30 });

describe('the median', () => {
  it('is the value in the middle, or halfway between the two', () => {
    assert.equal(median([3, 1, 2]), 2);
    assert.equal(median([4, 1, 2, 3]), 2.5);
    assert.equal(median([]), null);
  });
});

describe('a percentile', () => {
  it('is the smallest value that the share does not exceed', () => {
    const sorted = Array.from({ length: 100 }, (_, index) => index + 1);
    assert.equal(percentile(sorted, 0.5), 50);
    assert.equal(percentile(sorted, 0.99), 99);
    assert.equal(percentile(sorted, 1), 100);
    assert.equal(percentile([], 0.5), null);
  });
});

describe('the ratio of two percentiles', () => {
  const turnsOf = (seed: number, factor: number) => {
    const random = seededRandom(seed);
    return Array.from({ length: 20 }, () => Array.from({ length: 100 }, () => factor * (10 + random())));
  };

  it('is that of all values, and its interval tells what differs from what does not', () => {
    const alike = pooledRatio(turnsOf(1, 1), turnsOf(2, 1), 0.99);
    assert(alike && alike.low <= 1 && alike.high >= 1, JSON.stringify(alike));
    const slower = pooledRatio(turnsOf(1, 1.05), turnsOf(2, 1), 0.99);
    assert(slower && slower.low > 1.03 && slower.high < 1.07, JSON.stringify(slower));
    assert.equal(slower.ratio, slower.of / slower.to);
    assert.equal(pooledRatio([], turnsOf(1, 1), 0.99), null);
  });
});

describe('the interval of a median', () => {
  it('holds the median and stays among the values', () => {
    fc.assert(
      fc.property(values, (drawn) => {
        const interval = medianInterval(drawn);
        assert(interval);
        assert(interval.low <= interval.median && interval.median <= interval.high);
        assert(interval.low >= Math.min(...drawn) && interval.high <= Math.max(...drawn));
      }),
      { numRuns: 30 },
    );
  });

  it('is a point when all values are equal, and none when there are no values', () => {
    assert.deepEqual(medianInterval([2, 2, 2]), { median: 2, low: 2, high: 2 });
    assert.equal(medianInterval([]), null);
  });

  it('is the same each time, and wider for values further apart', () => {
    const near = [1, 1.01, 0.99, 1.02, 0.98, 1, 1];
    const far = [1, 1.5, 0.6, 1.4, 0.7, 1, 1];
    assert.deepEqual(medianInterval(near), medianInterval(near));
    const width = (drawn: number[]) => {
      const interval = medianInterval(drawn);
      return interval ? interval.high - interval.low : NaN;
    };
    assert(width(far) > width(near) * 5);
  });

  it('finds the median of many draws in about 19 of 20 cases', () => {
    const random = seededRandom(5);
    const hits = Array.from({ length: 100 }, () => {
      const interval = medianInterval(Array.from({ length: 15 }, () => normal(random)));
      return interval && interval.low <= 0 && interval.high >= 0;
    }).filter(Boolean).length;
    assert(hits >= 85 && hits <= 100, `${hits} of 100`);
  });
});

describe('seeded numbers', () => {
  it('repeat themselves for the same seed and differ for another', () => {
    const draw = (seed: number) => Array.from({ length: 5 }, seededRandom(seed));
    assert.deepEqual(draw(1), draw(1));
    assert.notDeepEqual(draw(1), draw(2));
  });

  it('are spread over 0 to 1', () => {
    const drawn = Array.from({ length: 10_000 }, seededRandom(3));
    assert(drawn.every((value) => value >= 0 && value < 1));
    const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
    assert(Math.abs(mean - 0.5) < 0.02);
  });
});
