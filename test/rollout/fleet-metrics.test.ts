import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { outcomesOf } from '../../rollout/fleet/fleet-figures.js';
import { FleetWindow } from '../../rollout/fleet/fleet-window.js';
import { quantile } from '../../rollout/fleet/quantile.js';
import { MetricsError, readMetrics, type Scrape } from '../../rollout/fleet/read-metrics.js';

const OUTCOMES = 'vitrine_rollout_outcomes_total';
const line = (count: number, side = 'treatment', rule = 'r'): string =>
  `${OUTCOMES}{rule="${rule}",side="${side}",outcome="ok"} ${count}\n`;
const scrapeOf = (count: number, version = 1, startedAt = 5): Scrape =>
  readMetrics(
    `${line(count)}vitrine_rollout_rules_version ${version}\nprocess_start_time_seconds ${startedAt}\n`,
  );

describe('reading metrics', () => {
  it('reads the families of a rollout and skips all others', () => {
    const { counters, rulesVersion, startedAt } = readMetrics(
      [
        '# HELP vitrine_rollout_outcomes_total What leading sources did.',
        '# TYPE vitrine_rollout_outcomes_total counter',
        'vitrine_rollout_outcomes_total{rule="a",side="control",outcome="ok"} 12',
        'vitrine_rollout_calls_total{side="control", rule="a",} 1.5e3 1395066363000',
        'vitrine_rollout_latency_seconds_bucket{le="+Inf",rule="a",side="control"} 12',
        'vitrine_rollout_latency_seconds_sum{rule="a",side="control"} 0.5',
        'vitrine_requests_total{operation="}{",status="200"} what',
        'vitrine_rollout_rules_version 42',
        'process_start_time_seconds 1700000000',
        '',
      ].join('\n'),
    );
    assert.deepEqual(
      [...counters.values()].map(({ name, value }) => [name, value]),
      [
        [OUTCOMES, 12],
        ['vitrine_rollout_calls_total', 1_500],
        ['vitrine_rollout_latency_seconds_bucket', 12],
      ],
    );
    assert.deepEqual([rulesVersion, startedAt], [42, 1_700_000_000]);
  });

  it('reads every label value that can be written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const written = value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
        const [sample] = readMetrics(line(1, 'control', written)).counters.values();
        assert.equal(sample?.labels['rule'], value);
      }),
      { examples: [['\r\u2028\\"},{\n']] },
    );
  });

  it('knows a series again whatever the order of its labels', () => {
    const { counters } = readMetrics(`${OUTCOMES}{a="1",b="2"} 1\n${OUTCOMES}{b="2",a="1"} 3\n`);
    assert.equal(counters.size, 1);
  });

  for (const bad of ['{rule="a"', '{rule=a} 1', '{rule="a"} x', '{rule="a"} NaN', '{rule="a"} -1', ''])
    it(`refuses ${bad === '' ? 'a name alone' : bad}`, () => {
      assert.throws(() => readMetrics(`${OUTCOMES}${bad}`), MetricsError);
    });
});

describe('the window over a fleet', () => {
  const total = (window: FleetWindow, after: number, version = 1): number =>
    outcomesOf(window.figures('r', version, after).treatment);

  it('counts from the second scrape on, over all instances', () => {
    const window = new FleetWindow();
    window.note('a', 0, scrapeOf(1_000));
    window.note('b', 0, scrapeOf(7));
    assert.equal(total(window, -1), 0);
    window.note('a', 30_000, scrapeOf(1_010));
    window.note('b', 30_000, scrapeOf(8));
    assert.equal(total(window, -1), 11);
    assert.equal(outcomesOf(window.figures('other', 1, -1).treatment), 0);
  });

  it('takes a counter that fell, and one of a new process, as counted from zero', () => {
    const window = new FleetWindow();
    window.note('a', 0, scrapeOf(1_000));
    window.note('a', 30_000, scrapeOf(40));
    assert.equal(total(window, -1), 40);
    window.note('a', 60_000, scrapeOf(50, 1, 6));
    assert.equal(total(window, -1), 90);
  });

  it('takes a series that was not there as zero', () => {
    const window = new FleetWindow();
    window.note('a', 0, readMetrics('vitrine_rollout_rules_version 1\nprocess_start_time_seconds 5\n'));
    window.note('a', 30_000, scrapeOf(40));
    assert.equal(total(window, -1), 40);
  });

  it('forgets what is older than asked for', () => {
    const window = new FleetWindow();
    for (let i = 0; i <= 100; i += 1) window.note('a', i * 30_000, scrapeOf(i * 10));
    assert.equal(total(window, 100 * 30_000 - 600_000), 200);
    assert.equal(total(window, -1), 200, 'and keeps no more than ten minutes');
  });

  it('counts over scrapes that failed, unless nobody knows when it happened', () => {
    const window = new FleetWindow();
    window.note('a', 0, scrapeOf(0));
    window.note('a', 30_000, null);
    assert.deepEqual(window.states(), [{ instance: 'a', answered: false, rulesVersion: 1 }]);
    window.note('a', 60_000, scrapeOf(10));
    assert.equal(total(window, -1), 10);
    window.note('a', 1_000_000, scrapeOf(5_000));
    assert.equal(total(window, -1), 0);
  });

  it('leaves out what happened under earlier rules', () => {
    const window = new FleetWindow();
    window.note('a', 0, scrapeOf(0, 1));
    window.note('a', 30_000, scrapeOf(10, 2)); // they changed somewhere in between
    window.note('a', 60_000, scrapeOf(30, 2));
    assert.equal(total(window, -1, 1), 30);
    assert.equal(total(window, -1, 2), 20);
    assert.equal(total(window, -1, 3), 0);
  });
});

describe('a quantile of buckets', () => {
  const buckets = new Map([
    [0.1, 0],
    [0.2, 80],
    [0.4, 90],
    [Infinity, 100],
  ]);
  it('lies inside its bucket, evenly', () => {
    assert.equal(quantile(buckets, 0.5)?.toFixed(6), '0.162500');
    assert.equal(quantile(buckets, 0.85)?.toFixed(6), '0.300000');
  });
  it('is the last bound beyond it, and nothing of nothing', () => {
    assert.equal(quantile(buckets, 0.99), 0.4);
    assert.equal(quantile(new Map(), 0.5), null);
    assert.equal(quantile(new Map([[Infinity, 0]]), 0.5), null);
  });
});
