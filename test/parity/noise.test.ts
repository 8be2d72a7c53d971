import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newcombe } from '../../rollout/statistics/newcombe.js';
import { coordinateReport } from '../../rollout/parity/coordinate-report.js';
import { again, COORDINATES, count, tallyOf } from './support/compare-paths.js';
import { NOW } from './support/world.js';

const REQUESTS = 2_600;
const HOUR_MS = 3_600_000;

describe('a candidate that is control itself', () => {
  let now = NOW;
  const tally = tallyOf(() => now);
  for (let request = 0; request < REQUESTS; request += 1) {
    now = NOW + (request / REQUESTS) * 25 * HOUR_MS;
    for (const coordinate of COORDINATES) {
      const served = again(coordinate, request, 1);
      count(tally, { coordinate, request, served, candidate: again(coordinate, request, 2) });
      if (request % 5 === 0)
        count(tally, {
          coordinate,
          request,
          served,
          candidate: again(coordinate, request, 3),
          isNoise: true,
        });
    }
  }
  const rule = tally.snapshot().rules['all'];
  assert(rule);

  for (const coordinate of COORDINATES)
    it(`raises no alarm at ${coordinate}`, () => {
      const { n, parity, classes } = coordinateReport(rule, coordinate);
      assert(n >= 5_000);
      assert(parity.count / parity.total >= 0.999, JSON.stringify(classes));
      for (const { rate, noise } of classes) {
        const net = newcombe(rate, noise, 3.5);
        assert(net.low <= 0 && net.high >= 0);
      }
    });
});
