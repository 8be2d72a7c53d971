import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { productOffer } from '../../resolvers/product.chains.js';
import { startFakeUpstreams, type FakeUpstreams } from '../support/fake-upstreams.js';
import { itemId } from '../support/records.js';
import { endsOf, FaultedSource } from './support/faulted-source.js';
import { faultOf } from './support/faults.js';

/** Longest (ms) that a breaker stays open for the first time, and as long again for a window that fails. */
const TWO_WINDOWS_MS = 6_000 + 9_000;
const PAUSE_MS = 100;

let upstreams: FakeUpstreams;
before(async () => {
  upstreams = await startFakeUpstreams();
});
after(() => upstreams.close());

async function strike(t: TestContext, id: string): Promise<FaultedSource> {
  const source = await FaultedSource.open('PRICING', upstreams.urls);
  t.after(() => source.close());
  await source.strike(faultOf(id).variants[0]);
  return source;
}

const readOne = async (source: FaultedSource): Promise<string> =>
  endsOf(await source.read(productOffer, [itemId(1)])).join();

async function readMany(source: FaultedSource, times: number): Promise<string[]> {
  const ends: string[] = [];
  for (let time = 0; time < times; time += 1) ends.push(await readOne(source));
  return ends;
}

/** Reads on until the upstream answers for good; returns the time it took in ms. */
async function recovery(source: FaultedSource): Promise<number> {
  const startedAt = performance.now();
  for (let good = 0; good < 3; good = (await readOne(source)) === 'ok' ? good + 1 : 0) await sleep(PAUSE_MS);
  return performance.now() - startedAt;
}

describe('an upstream that', { concurrency: 5 }, () => {
  it('F12 is slow now and then fails those calls alone; its breaker stays closed', async (t) => {
    const source = await strike(t, 'F12');
    await source.server.arm({ faults: [{ kind: 'DELAY', args: { ms: 3_000 }, rate: 0.25 }] });
    const ends = await readMany(source, 12);
    assert.deepEqual([...new Set(ends)], ['ok', 'TIMEOUT']);
    assert.equal(ends.filter((end) => end === 'TIMEOUT').length, 3);
  });

  it('F13 gets slower is good, then late, then left alone', async (t) => {
    const source = await strike(t, 'F13');
    const seen = new Set<string>();
    for (let time = 0; time < 90 && !seen.has('BREAKER_OPEN'); time += 1) seen.add(await readOne(source));
    assert.deepEqual([...seen], ['ok', 'TIMEOUT', 'BREAKER_OPEN']);
  });

  it('F39 is killed under load loses the calls under way, refuses the next ones, and is left alone', async (t) => {
    const source = await strike(t, 'F39');
    const ends = await readMany(source, 6);
    assert.deepEqual(source.attempts.slice(0, 2), ['RESET', 'CONNECT']);
    assert.deepEqual([...new Set(ends)], ['CONNECT', 'BREAKER_OPEN']);
  });

  it('F40 was frozen answers again once it thaws', async (t) => {
    const source = await FaultedSource.open('PRICING', upstreams.urls);
    t.after(() => source.close());
    await source.server.arm({ faults: [{ kind: 'FREEZE', forMs: 400 }] });
    assert.equal(await readOne(source), 'TIMEOUT');
    assert.ok((await recovery(source)) < TWO_WINDOWS_MS);
  });

  it('F41 flaps is asked ever less, and answers again once it stays up', async (t) => {
    const source = await strike(t, 'F41');
    const asked: number[] = [];
    for (const end = performance.now() + 2_000; performance.now() < end;) {
      await sleep(10);
      await readOne(source);
      asked.push(source.attempts.length);
    }
    assert.ok(asked.length > 50 && (asked.at(-1) ?? 0) < asked.length, 'the breaker did not open');
    await source.server.arm();
    assert.ok((await recovery(source)) < TWO_WINDOWS_MS);
  });

  it('F42 was out is asked again within two windows of its breaker', async (t) => {
    const source = await strike(t, 'F42');
    const ends = await readMany(source, 6);
    assert.ok(ends.includes('CONNECT'));
    assert.ok((await recovery(source)) < TWO_WINDOWS_MS);
  });
});
