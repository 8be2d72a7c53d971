import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import {
  CombinationRig,
  DEADLINE_MS,
  load,
  assertAllServed,
  percentile,
  PRIMARIES,
  type Seen,
} from './support/combination-rig.js';
import { bytesOf } from '../../sandbox/server/reply.js';
import type { FaultEffect } from '../../sandbox/faults/effect.js';

/** What a busy machine may add to any time, in ms. */
const SLACK_MS = 1_500;
/** Calls that LEGACY may get at a time from those whose primary failed. */
const LEGACY_CAP = 32;

/** Pointers and documents of a schema that is not ours. */
const OTHER_SCHEMA: FaultEffect = {
  alter: (reply) =>
    reply.status === 200
      ? { ...reply, body: { json: { ...JSON.parse(bytesOf(reply).toString()), schemaVersion: 2 } } }
      : reply,
};

const LOAD = { requests: 90, perSecond: 30 };

let rig: CombinationRig;
before(async () => {
  rig = await CombinationRig.start();
});
afterEach(() => rig.reset());
after(() => rig.close());

const pricesOf = ({ data }: Seen): unknown[] =>
  data.feed.edges
    .flatMap(({ node }: any) => node.video?.products.edges ?? [])
    .map(({ node }: any) => node.pricing);

describe('combinations of faults', () => {
  it('C1: with all primaries refused LEGACY serves inside its cap, and local hops the rest', async () => {
    const gateway = await rig.gateway();
    const healthy = await load(() => gateway, { requests: 30, perSecond: 30 });
    await rig.break(PRIMARIES, { kind: 'REFUSE' });
    const answers = await load(() => gateway, LOAD);
    assertAllServed(answers, 'LEGACY', 'CDN_SNAPSHOT');
    assert.ok(answers.some(({ tier }) => tier === 'LEGACY'));
    const { peak } = rig.fleet.of('LEGACY');
    assert.ok(peak <= LEGACY_CAP, `${peak} calls at a time`);
    const [usual, now] = [percentile(healthy, 0.5), percentile(answers, 0.5)];
    assert.ok(now <= 3 * usual + 50, `${now.toFixed(0)} ms in place of ${usual.toFixed(0)} ms`);
  });

  it('C2: with all primaries hanging answers are in time, and at once when the breakers are open', async () => {
    const gateway = await rig.gateway();
    await rig.break(PRIMARIES, { kind: 'HANG' });
    const first = await load(() => gateway, { requests: 20, perSecond: 100 });
    const later = await load(() => gateway, { requests: 20, perSecond: 20 });
    assertAllServed([...first, ...later], 'LEGACY', 'CDN_SNAPSHOT');
    assert.ok(percentile(first, 1) <= DEADLINE_MS + SLACK_MS, `${percentile(first, 1)} ms`);
    assert.ok(percentile(later, 0.5) <= percentile(first, 0.5) / 3, `${percentile(later, 0.5)} ms`);
  });

  it('C3: with primaries and LEGACY dead the published page is served, without prices', async () => {
    const gateway = await rig.gateway();
    await rig.break([...PRIMARIES, 'LEGACY'], { kind: 'REFUSE' });
    const answers = await load(() => gateway, LOAD);
    assertAllServed(answers, 'CDN_SNAPSHOT');
    const prices = answers.flatMap(pricesOf);
    assert.ok(prices.length > 0 && prices.every((price) => price === null));
  });

  it('C4: with everything dead a cold process serves the packaged page at once', async () => {
    await rig.break([...PRIMARIES, 'LEGACY', 'SLOTS', 'SNAPSHOT'], { kind: 'REFUSE' });
    const gateway = await rig.gateway();
    const answers = await load(() => gateway, { requests: 10, perSecond: 100 });
    assertAllServed(answers, 'BUILT_IN');
    assert.ok((answers[0]?.ms ?? Infinity) <= 300 + SLACK_MS, `${answers[0]?.ms} ms`);
  });

  it('C5: while LEGACY is slow its cap holds, and who finds it full takes the local hops', async () => {
    const gateway = await rig.gateway();
    await rig.break(PRIMARIES, { kind: 'REFUSE' });
    await rig.break(['LEGACY'], { kind: 'DELAY', args: { ms: 400 } });
    const answers = await load(() => gateway, { requests: 120, perSecond: 400 });
    assertAllServed(answers, 'LEGACY', 'CDN_SNAPSHOT');
    assert.ok(rig.fleet.of('LEGACY').peak <= LEGACY_CAP, `${rig.fleet.of('LEGACY').peak} calls at a time`);
    assert.ok(answers.some(({ tier }) => tier === 'CDN_SNAPSHOT'));
    assert.ok(percentile(answers, 0.99) <= DEADLINE_MS + SLACK_MS);
  });

  const badStores: Readonly<Record<string, () => Promise<void>>> = {
    "yesterday's page": () => rig.world.spoilStore([{ kind: 'OLD_SNAPSHOT' }]),
    'a corrupt page': () => rig.break(['SNAPSHOT'], { kind: 'BAD_HASH' }),
    'a page of another schema': () => rig.strike(['SNAPSHOT'], { effect: OTHER_SCHEMA }),
  };
  for (const [name, spoil] of Object.entries(badStores))
    it(`C6: a store with ${name} is refused, and the next hop serves`, async () => {
      await spoil();
      await rig.break([...PRIMARIES, 'LEGACY'], { kind: 'REFUSE' });
      const gateway = await rig.gateway();
      assertAllServed(await load(() => gateway, { requests: 3, perSecond: 10 }), 'BUILT_IN');
    });
});
