import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestGateway } from '../support/gateway.js';
import { ask, assertAllServed, CombinationRig, load, PRIMARIES } from './support/combination-rig.js';

/** Most calls in place of one that is never repeated. */
const AMPLIFICATION = 1.1;
/** Second attempts of each upstream that need no saved budget, in a second. */
const FREE_RETRIES = 3;
/** A breaker that opened once or twice is shut no longer than this, in ms. */
const RECOVERY_MS = 30_000;
const MIB = 1_048_576;

let rig: CombinationRig;
before(async () => {
  rig = await CombinationRig.start();
});
afterEach(() => rig.reset());
after(() => rig.close());

const callsOfPrimaries = (): number =>
  PRIMARIES.reduce((sum, name) => sum + rig.fleet.of(name).calls.length, 0);

/** Asks until so many pages in a row came from the first tier; returns the time that took, in ms. */
async function untilPrimary(gateway: TestGateway, inARow = 10): Promise<number> {
  const startedAt = performance.now();
  for (let good = 0; good < inARow && performance.now() - startedAt < 2 * RECOVERY_MS;) {
    good = (await ask(gateway, good)).tier === 'PRIMARY' ? good + 1 : 0;
    await sleep(50);
  }
  return performance.now() - startedAt;
}

describe('combinations of faults and load', () => {
  it('C7: with 30 % errors everywhere every page is made, and hardly a call more', async () => {
    const gateway = await rig.gateway();
    await rig.break(PRIMARIES); // counts from here on
    await ask(gateway, 0);
    const ofOnePage = callsOfPrimaries();
    await rig.break([...PRIMARIES, 'LEGACY'], { kind: 'STATUS', rate: 0.3, args: { status: 503 } });
    const startedAt = performance.now();
    const answers = await load(() => gateway, { requests: 120, perSecond: 40 });
    const seconds = (performance.now() - startedAt) / 1_000;
    assertAllServed(answers, 'PRIMARY', 'LEGACY', 'CDN_SNAPSHOT');
    const most = answers.length * ofOnePage * AMPLIFICATION + PRIMARIES.length * FREE_RETRIES * (seconds + 1);
    assert.ok(callsOfPrimaries() <= most, `${callsOfPrimaries()} calls, ${most.toFixed(0)} allowed`);
  });

  it('C8, C9: a storm upon hanging upstreams is answered or shed, costs little memory, and leaves nothing behind', async () => {
    const gateway = await rig.gateway();
    await ask(gateway, 0);
    await rig.break(PRIMARIES, { kind: 'HANG' });
    const before = process.memoryUsage.rss();
    const storm = await load(() => withPriorities(gateway), { requests: 200, perSecond: 400 });
    const grown = process.memoryUsage.rss() - before;
    const [interactive, prefetch] = [
      storm.filter((_, at) => at % 4 === 0),
      storm.filter((_, at) => at % 4 > 0),
    ];
    assertAllServed(interactive, 'LEGACY', 'CDN_SNAPSHOT');
    for (const { status, cards } of prefetch) assert.ok(status === 503 || (status === 200 && cards > 0));
    assert.ok(grown <= 200 * MIB, `${(grown / MIB).toFixed(0)} MiB, both sides of all connections included`);
    await rig.fleet.calm();
    assert.ok((await untilPrimary(gateway)) <= RECOVERY_MS);
    assertAllServed(await load(() => gateway, { requests: 20, perSecond: 20 }), 'PRIMARY');
  });

  it('C10: a rolling restart while all primaries are refused drops no request', async () => {
    let gateway = await rig.gateway();
    await rig.break(PRIMARIES, { kind: 'REFUSE' });
    const answers = load(() => gateway, { requests: 90, perSecond: 30 });
    await sleep(1_000);
    const leaving = gateway;
    gateway = await rig.gateway();
    await leaving.close();
    assertAllServed(await answers, 'LEGACY', 'CDN_SNAPSHOT');
  });
});

/** Every fourth request is for somebody who looks at it; the others are fetched ahead. */
function withPriorities(gateway: TestGateway): Pick<TestGateway, 'run'> {
  return {
    run(operation, variables, headers = {}) {
      const number = Number(headers['x-viewer-id']?.slice(1));
      const priority = number % 4 === 0 ? 'interactive' : 'prefetch';
      return gateway.run(operation, variables, { ...headers, 'x-priority': priority });
    },
  };
}
