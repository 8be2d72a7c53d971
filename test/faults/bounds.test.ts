import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it, type TestContext } from 'node:test';
import { productOffer } from '../../resolvers/product.chains.js';
import { startFakeUpstreams, type FakeUpstreams } from '../support/fake-upstreams.js';
import { itemId } from '../support/records.js';
import { endsOf, FaultedSource } from './support/faulted-source.js';
import { faultOf } from './support/faults.js';
import type { FaultVariant } from './support/faults.types.js';
import type { Trouble } from './support/fault-server.js';

const IDS = [itemId(1), itemId(2)];
/** Calls per fault: its breaker opens behind the fifth. */
const CALLS = 5;
const MIB = 1_048_576;

let upstreams: FakeUpstreams;
before(async () => {
  upstreams = await startFakeUpstreams();
});
after(() => upstreams.close());

async function openWith(t: TestContext, trouble: Trouble): Promise<FaultedSource> {
  const source = await FaultedSource.open('PRICING', upstreams.urls);
  t.after(() => source.close());
  await source.server.arm(trouble);
  return source;
}

/** A redirect that could be followed, to a listener that counts who comes. */
async function startTrap(t: TestContext): Promise<{ readonly url: string; readonly visits: () => number }> {
  let visits = 0;
  const server = createServer((_, response) => {
    visits += 1;
    response.end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, visits: () => visits };
}

/** CPU in ms and growth in bytes that reading a poisoned upstream takes, its own share included: both are one process. */
async function costOf(source: FaultedSource): Promise<{ readonly cpuMs: number; readonly rss: number }> {
  const rss = process.memoryUsage.rss();
  const cpu = process.cpuUsage();
  for (let call = 0; call < CALLS; call += 1) await source.read(productOffer, IDS);
  const { user, system } = process.cpuUsage(cpu);
  return { cpuMs: (user + system) / 1_000 / CALLS, rss: process.memoryUsage.rss() - rss };
}

const variants = (...ids: string[]): readonly FaultVariant[] => ids.flatMap((id) => faultOf(id).variants);

describe('a poisoned answer', () => {
  it('that redirects is not followed, wherever it points', async (t) => {
    const trap = await startTrap(t);
    for (const status of [301, 302, 307, 308]) {
      const source = await openWith(t, {
        effect: {
          instead: () => ({ status, headers: { location: trap.url }, body: null }),
        },
      });
      assert.deepEqual(endsOf(await source.read(productOffer, IDS)), ['REDIRECT', 'REDIRECT']);
    }
    assert.equal(trap.visits(), 0);
  });

  it('that aims at prototypes is read without touching them', async (t) => {
    const source = await openWith(t, { faults: [{ kind: 'BAD_JSON', args: { variant: 'proto' } }] });
    assert.deepEqual(endsOf(await source.read(productOffer, IDS)), ['ok', 'ok']);
    assert.equal(Reflect.get(Object.prototype, 'polluted'), undefined);
    assert.deepEqual(Object.keys(Object.prototype), []);
  });

  for (const { name, trouble } of variants('F25', 'F26'))
    it(`costs little time and memory: ${name}`, async (t) => {
      const source = await openWith(
        t,
        trouble({ required: 'currency', number: null, word: null, text: null }),
      );
      await source.read(productOffer, IDS); // opens the connection
      const { cpuMs, rss } = await costOf(source);
      assert.ok(cpuMs <= 50, `${cpuMs.toFixed(1)} ms of CPU`);
      assert.ok(rss <= 32 * MIB, `${(rss / MIB).toFixed(1)} MiB`);
    });

  for (const { name, trouble } of variants('F28'))
    it(`holds the process for less than a request takes: ${name}`, async (t) => {
      const source = await openWith(
        t,
        trouble({ required: 'currency', number: null, word: null, text: null }),
      );
      const { cpuMs } = await costOf(source);
      assert.ok(cpuMs <= 250, `${cpuMs.toFixed(1)} ms of CPU`);
    });
});
