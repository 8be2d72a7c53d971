import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { canonical } from '../../bench/measure/canonical.js';
import { readCore, sharesBetween } from '../../bench/measure/cores.js';
import { disturbancesOf } from '../../bench/measure/disturbance.js';
import { sumOf } from '../../bench/measure/prometheus.js';
import { isExpected, lookOf } from '../../bench/measure/question.js';
import { FEED_QUESTION } from '../../bench/scenarios/feed.js';

const look = (body: string, status = 200, leastBytes = 10) =>
  lookOf({ status, body: Buffer.from(body) }, leastBytes);

describe('an answer', () => {
  it('is right with status 200, enough bytes, and neither errors nor degraded values', () => {
    assert.equal(look('{"data":{"a":1}}'), 'right');
    assert.equal(look('{"data":{"a":1}}', 503), 'wrong');
    assert.equal(look('{"data":{"a":1}}', 200, 100), 'wrong');
    assert.equal(look('{"errors":[],"data":{"a":1}}'), 'wrong');
    assert.equal(look('{"data":{"a":1},"extensions":{"degraded":{"v":1}}}'), 'degraded');
  });

  it('is compared member for member, in whatever order', () => {
    const body = Buffer.from('{"data":{"a":1,"b":[{"c":null}]}}');
    assert(isExpected(body, { b: [{ c: null }], a: 1 }));
    assert(!isExpected(body, { b: [{ c: 0 }], a: 1 }));
    assert.equal(canonical({ b: 1, a: [2] }), '{"a":[2],"b":1}');
  });
});

describe('the reference of the feed', () => {
  it('is a page of 20 videos with 3 products each, another for another viewer', () => {
    const data = FEED_QUESTION.expected(1) as any;
    assert.equal(data.feed.edges.length, 20);
    assert(data.feed.edges.every((edge: any) => edge.node.video.products.edges.length === 3));
    assert.notEqual(canonical(FEED_QUESTION.expected(2)), canonical(data));
  });
});

describe('what disturbs a round', () => {
  const quiet = { degraded: 0, loadBusy: 0.5, strangers: 0.01, stolen: 0, majorFaults: 2 };

  it('is nothing on a quiet machine', () => assert.deepEqual(disturbancesOf(quiet), []));

  it('is a busy load, strangers, a greedy host, degraded answers, a program read from disk', () => {
    assert.match(disturbancesOf({ ...quiet, loadBusy: 0.81 })[0] ?? '', /core 0/);
    assert.match(disturbancesOf({ ...quiet, strangers: 0.021 })[0] ?? '', /2\.1 % of core 1/);
    assert.match(disturbancesOf({ ...quiet, stolen: 0.011 })[0] ?? '', /host/);
    assert.match(disturbancesOf({ ...quiet, degraded: 2 })[0] ?? '', /2 answers/);
    assert.match(disturbancesOf({ ...quiet, majorFaults: 11 })[0] ?? '', /11 times .* disk/);
  });

  it('is read from what cores did', () => {
    const before = readCore(1, 'cpu  9 9\ncpu0 1 1 1 1 1 1 1 1\ncpu1 100 0 100 800 0 0 0 0');
    const after = readCore(1, 'cpu1 130 0 120 840 0 5 5 0');
    assert.deepEqual(sharesBetween(before, after), { processes: 0.5, busy: 0.6, stolen: 0 });
  });
});

describe('a metric', () => {
  it('is summed over its series with the label', () => {
    const text = '# HELP a x\na{engine="compiled"} 3\na{engine="other"} 4\nab 9\na_sum 5';
    assert.equal(sumOf(text, 'a', ''), 7);
    assert.equal(sumOf(text, 'a', 'engine="compiled"'), 3);
    assert.equal(sumOf(text, 'none', ''), 0);
  });
});
