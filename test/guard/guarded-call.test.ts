import type { FailureClass } from '../../datasources/chain/outcome.js';
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { ScriptedSource } from './support/guarded-source.js';

let source: ScriptedSource;
beforeEach(() => {
  source = new ScriptedSource();
});

const clsOf = (end: { readonly kind: string; readonly cls?: string }) => end.cls ?? end.kind;
const breaker = () => source.guard.state().breaker;

describe('a guarded read', () => {
  it('passes an answer on, and its whole budget to the attempt', async () => {
    assert.deepEqual(await source.read({ end: 'ok' }), { kind: 'ok', value: 'ok' });
    assert.deepEqual(source.budgets, [100]);
    assert.deepEqual(source.counted, ['PRICING.prices ok']);
  });

  it('says how a call failed', async () => {
    assert.deepEqual(await source.read({ end: 'UPSTREAM_BUSY', retryAfterMs: 3_000 }), {
      kind: 'fail',
      cls: 'UPSTREAM_BUSY',
      retryAfterMs: 3_000,
      asked: true,
    });
    assert.deepEqual(source.counted, ['PRICING.prices UPSTREAM_BUSY']);
  });

  it('makes no call that has less than 20 ms', async () => {
    const end = await source.read({ end: 'ok' }, { budgetMs: 19 });
    assert.deepEqual(end, { kind: 'fail', cls: 'TIMEOUT', retryAfterMs: null, asked: false });
    assert.equal(source.calls, 0);
  });

  it('makes no call that has less time than such calls took lately', async () => {
    await source.readTimes(8, { end: 'ok', ms: 60 });
    assert.equal(clsOf(await source.read({ end: 'ok' }, { budgetMs: 59 })), 'TIMEOUT');
    assert.equal(clsOf(await source.read({ end: 'ok' }, { budgetMs: 60 })), 'ok');
    source.time.pass(10_001);
    assert.equal(
      clsOf(await source.read({ end: 'ok' }, { budgetMs: 30 })),
      'ok',
      'after a while it is tried',
    );
  });

  it('is never short of time when it has all that its source is ever given', async () => {
    await source.readTimes(8, { end: 'ok', ms: 120 });
    assert.equal(clsOf(await source.read({ end: 'ok' })), 'ok', 'a slow loop measures more than the limit');
  });

  it('that a caller in a hurry cut short says nothing about the upstream', async () => {
    for (let read = 0; read < 10; read += 1) await source.read({ end: 'TIMEOUT' }, { budgetMs: 49 });
    assert.equal(breaker(), 'closed');
    for (let read = 0; read < 5; read += 1) await source.read({ end: 'TIMEOUT' }, { budgetMs: 50 });
    assert.equal(breaker(), 'open');
  });

  it('lets faults of our own through, counts them nowhere, and gives its place back', async () => {
    source = new ScriptedSource({ inFlight: 1 });
    for (let read = 0; read < 10; read += 1) await assert.rejects(source.read({ end: 'bug' }), TypeError);
    assert.equal(breaker(), 'closed');
    assert.equal(source.guard.state().inFlight, 0);
    assert.deepEqual(source.counted, []);
  });
});

describe('the second attempt', () => {
  for (const cls of ['CONNECT', 'RESET', 'BAD_GATEWAY'] as const) {
    it(`is made after ${cls}, in what is left of the budget`, async () => {
      const end = await source.read([{ end: cls, ms: 5 }, { end: 'ok' }]);
      assert.equal(clsOf(end), 'ok');
      assert.deepEqual(source.budgets, [100, 80]); // 5 ms for the first, 15 ms of pause
      assert.deepEqual(source.counted, [`PRICING.prices ${cls}`, 'PRICING.prices ok']);
    });
  }

  it('is the last one', async () => {
    assert.equal(clsOf(await source.read([{ end: 'RESET' }, { end: 'CONNECT' }, { end: 'ok' }])), 'CONNECT');
    assert.equal(source.calls, 2);
  });

  const never: FailureClass[] = [
    'CONNECT_TIMEOUT', 'RESET_BODY', 'TIMEOUT', 'UPSTREAM_5XX', 'UPSTREAM_BUSY', 'UPSTREAM_LIMITED', 'UPSTREAM_AUTH',
    'UPSTREAM_4XX', 'NOT_FOUND', 'REDIRECT', 'CONTENT_TYPE', 'DECODE', 'TOO_LARGE', 'EMPTY_BODY', 'PARSE', 'SCHEMA',
    'TOO_OLD', 'MISSING', 'ITEM_ERROR', 'IDENTITY', 'CONFIG', 'NOT_CONFIGURED', 'CANCELLED',
  ]; // prettier-ignore
  it('is made after nothing else', async () => {
    for (const cls of never) {
      source = new ScriptedSource();
      await source.read([{ end: cls }, { end: 'ok' }]);
      assert.equal(source.calls, 1, cls);
    }
  });

  it('is not made when there is no time for it', async () => {
    assert.equal(clsOf(await source.read({ end: 'RESET', ms: 81 })), 'RESET');
    assert.equal(source.calls, 1);
  });

  it('is not made when the first one opened the breaker', async () => {
    await source.readTimes(2, { end: 'RESET' }); // two calls each
    assert.equal(clsOf(await source.read({ end: 'RESET' })), 'RESET', 'the reason is that of the call');
    assert.equal(source.calls, 5);
    assert.equal(breaker(), 'open');
  });

  it('costs at most a tenth more calls when everything fails', async () => {
    // 503 without Retry-After in every fourth call: the breaker stays closed and every such call asks for a retry.
    let seconds = 0;
    for (let read = 0; read < 4_000; read += 1) {
      await source.read({ end: read % 4 === 0 ? 'BAD_GATEWAY' : 'ok', ms: 10 });
      seconds += 0.01;
    }
    assert.equal(breaker(), 'closed');
    assert.ok(source.calls <= 4_000 * 1.1 + 3 * seconds, `${source.calls}`);
    assert.ok(source.calls > 4_000);
  });
});

describe('a kept connection that its upstream had closed', () => {
  const CLOSED_THEN_GOOD = [{ end: 'RESET_REUSED' }, { end: 'ok' }] as const;

  it('costs a second attempt on a connection of its own, and nothing else, however often it happens', async () => {
    for (let read = 0; read < 200; read += 1)
      assert.equal(clsOf(await source.read([...CLOSED_THEN_GOOD])), 'ok');
    assert.equal(source.calls, 400);
    assert.deepEqual(source.seconds.slice(0, 4), [false, true, false, true]);
    assert.equal(breaker(), 'closed');
    const [pricing] = source.guards.state().upstreams;
    assert.equal(pricing?.retryTokens, 10, 'all that calls have earned');
  });

  it('is not asked for a second time when there is no time left', async () => {
    assert.equal(clsOf(await source.read({ end: 'RESET_REUSED', ms: 81 })), 'RESET_REUSED');
    assert.equal(source.calls, 1);
  });

  it('does not keep the breaker from seeing that the second attempt fails', async () => {
    for (let read = 0; read < 5; read += 1) {
      await source.read([{ end: 'RESET_REUSED' }, { end: 'RESET' }]);
      source.time.pass(1_000); // in a second there may be so many
    }
    assert.equal(breaker(), 'open');
    assert.equal(source.calls, 10);
  });

  it('is paid for out of the budget while much else fails', async () => {
    const startedAt = source.time.ms;
    for (let read = 0; read < 1_000; read += 1) {
      if (read % 10 === 0) await source.read({ end: 'UPSTREAM_5XX' });
      else await source.read(read % 2 === 0 ? [...CLOSED_THEN_GOOD] : { end: 'ok' });
    }
    const seconds = (source.time.ms - startedAt) / 1_000;
    assert.equal(breaker(), 'closed');
    assert.ok(source.calls > 1_000);
    assert.ok(source.calls <= 1_000 * 1.1 + 3 * (seconds + 1), `${source.calls} calls in ${seconds} s`);
  });
});

describe('the breaker of a guarded source', () => {
  const counting: FailureClass[] = [
    'CONNECT', 'CONNECT_TIMEOUT', 'RESET', 'RESET_BODY', 'TIMEOUT', 'UPSTREAM_5XX', 'BAD_GATEWAY', 'UPSTREAM_BUSY', 'REDIRECT',
    'CONTENT_TYPE', 'DECODE', 'TOO_LARGE', 'EMPTY_BODY', 'PARSE', 'SCHEMA', 'MISSING', 'ITEM_ERROR', 'IDENTITY',
  ]; // prettier-ignore
  for (const cls of counting) {
    it(`is opened by ${cls}`, async () => {
      await source.readTimes(5, { end: cls });
      assert.equal(breaker(), 'open');
      const calls = source.calls;
      assert.equal(clsOf(await source.read({ end: 'ok' })), 'BREAKER_OPEN');
      assert.equal(source.calls, calls);
    });
  }

  const harmless: FailureClass[] = [
    'UPSTREAM_AUTH', 'UPSTREAM_4XX', 'NOT_FOUND', 'TOO_OLD', 'NOT_CONFIGURED', 'CANCELLED',
  ]; // prettier-ignore
  for (const cls of harmless) {
    it(`is not opened by ${cls}`, async () => {
      await source.readTimes(50, { end: cls });
      assert.equal(breaker(), 'closed');
      assert.equal(source.calls, 50);
    });
  }

  it('is not opened by calls that were not made', async () => {
    for (let read = 0; read < 50; read += 1) await source.read({ end: 'ok' }, { budgetMs: 10 });
    assert.equal(breaker(), 'closed');
  });

  it('is opened by answers that are not sound', async () => {
    await source.readTimes(4, { end: 'poor' });
    assert.equal(clsOf(await source.read({ end: 'poor' })), 'ok', 'what arrived is served');
    assert.equal(breaker(), 'open');
  });

  it('is opened at once when the upstream has no such operation', async () => {
    await source.read({ end: 'CONFIG' });
    assert.equal(breaker(), 'open');
  });

  it('is held for Retry-After, and says so to whoever it refuses', async () => {
    await source.read({ end: 'UPSTREAM_BUSY', retryAfterMs: 30_000 });
    source.time.pass(10_000);
    const refused = await source.read({ end: 'ok' });
    assert.deepEqual(refused, { kind: 'fail', cls: 'BREAKER_HELD', retryAfterMs: 20_000, asked: false });
    source.time.pass(20_000);
    assert.equal(clsOf(await source.read({ end: 'ok' })), 'ok');
    assert.equal(source.calls, 2);
  });

  it('is not held by overload without Retry-After, which is one failure among others', async () => {
    await source.read({ end: 'UPSTREAM_BUSY' });
    assert.equal(breaker(), 'closed');
  });

  it('closes again through probes, and is not closed by what they cannot prove', async () => {
    await source.readTimes(5, { end: 'TIMEOUT' });
    source.time.pass(5_000);
    await source.readTimes(20, { end: 'CANCELLED' });
    await source.readTimes(20, { end: 'UPSTREAM_LIMITED', retryAfterMs: 0 });
    assert.equal(breaker(), 'half_open');
    await source.readTimes(3, { end: 'ok' });
    assert.equal(breaker(), 'closed');
  });
});

describe('a limited source', () => {
  it('is left alone for as long as it asked, without opening its breaker', async () => {
    await source.read({ end: 'UPSTREAM_LIMITED', retryAfterMs: 7_000 });
    const refused = await source.read({ end: 'ok' });
    assert.deepEqual(refused, { kind: 'fail', cls: 'UPSTREAM_LIMITED', retryAfterMs: 7_000, asked: false });
    assert.equal(source.calls, 1);
    assert.deepEqual(source.guard.state(), {
      source: 'PRICING.prices',
      breaker: 'closed',
      inFlight: 0,
      throttled: 1,
    });
    source.time.pass(7_000);
    assert.equal(clsOf(await source.read({ end: 'ok' })), 'ok');
  });

  it('is left alone for a second when it did not say', async () => {
    await source.read({ end: 'UPSTREAM_LIMITED' });
    source.time.pass(998);
    assert.equal(clsOf(await source.read({ end: 'ok' })), 'UPSTREAM_LIMITED');
    source.time.pass(2);
    assert.equal(clsOf(await source.read({ end: 'ok' })), 'ok');
  });
});

describe('a hung source', () => {
  it('holds as many calls as it may, and refuses more at once', async () => {
    source = new ScriptedSource({ inFlight: 3 });
    for (let read = 0; read < 3; read += 1) void source.read({ end: 'never' });
    assert.equal(source.guard.state().inFlight, 3);
    for (let read = 0; read < 50; read += 1)
      assert.equal(clsOf(await source.read({ end: 'ok' })), 'BULKHEAD');
    assert.equal(source.calls, 3);
    assert.equal(breaker(), 'closed', 'our own cap says nothing about the upstream');
  });
});

describe('a fallback', () => {
  it('stays inside its cap, over all sources that share it', async () => {
    source = new ScriptedSource({ fallback: { inFlight: 2, perSecond: 100 } });
    const other = source.guards.of({ id: 'LEGACY.item', upstream: 'LEGACY', inFlight: 32 });
    void source.read({ end: 'never' }, { isFallback: true });
    const never = () => new Promise<string>(() => undefined);
    void other.read({ timeoutMs: 100, budgetMs: 100, isFallback: true, attempt: never, isSound: () => true });
    assert.equal(source.guards.state().fallbackInFlight, 2);
    assert.equal(clsOf(await source.read({ end: 'ok' }, { isFallback: true })), 'FALLBACK_CAP');
    assert.equal(clsOf(await source.read({ end: 'ok' })), 'ok', 'who is no fallback is not capped');
    assert.equal(source.guard.state().inFlight, 1);
  });

  it('makes no more calls in a second than LEGACY was load-tested for, retries included', async () => {
    source = new ScriptedSource({ fallback: { inFlight: 100, perSecond: 10 } });
    for (let read = 0; read < 30; read += 1) {
      await source.read([{ end: 'RESET' }, { end: 'ok' }], { isFallback: true });
    }
    assert.equal(source.calls, 10);
  });
});

describe('the guards of a process', () => {
  it('are one per source, with one retry budget per upstream', async () => {
    const { guards } = source;
    const prices = { id: 'PRICING.prices', upstream: 'PRICING', inFlight: 32 } as const;
    assert.equal(guards.of(prices), source.guard);
    guards.of({ id: 'CONTENT.videos', upstream: 'CONTENT', inFlight: 32 });
    guards.of({ id: 'CONTENT.counters', upstream: 'CONTENT', inFlight: 32 });
    await source.readTimes(15, { end: 'ok' });
    const { sources, upstreams, fallbackInFlight } = guards.state();
    assert.deepEqual(
      sources.map(({ source: id }) => id),
      ['PRICING.prices', 'CONTENT.videos', 'CONTENT.counters'],
    );
    assert.deepEqual(
      upstreams.map(({ upstream }) => upstream),
      ['PRICING', 'CONTENT'],
    );
    assert.ok(Math.abs((upstreams[0]?.retryTokens ?? 0) - 1.5) < 1e-9);
    assert.equal(fallbackInFlight, 0);
  });
});
