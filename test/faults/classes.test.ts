import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import type { Outcome } from '../../datasources/chain/outcome.js';
import type { UpstreamName } from '../../datasources/upstreams.js';
import { productOffer, productRecord } from '../../resolvers/product.chains.js';
import { videoState } from '../../resolvers/video.chains.js';
import { startFakeUpstreams, type FakeUpstreams } from '../support/fake-upstreams.js';
import { itemId, videoId } from '../support/records.js';
import { FAULTS } from './support/faults.js';
import type { FaultRow, FaultVariant } from './support/faults.types.js';
import { endsOf, FaultedSource } from './support/faulted-source.js';

/** A breaker opens after so many failures in a row. */
const IN_A_ROW = 5;
/** A sixth of these is under what speaks of the whole service. */
const KEYS = 12;

const READ_AS_JSON: ReadonlySet<string> = new Set(['SCHEMA', 'IDENTITY']);

/** What the next read ends in, without a call, where the upstream is left alone. */
const REFUSALS = { open: 'BREAKER_OPEN', held: 'BREAKER_HELD', throttled: 'UPSTREAM_LIMITED' } as const;

const ITEMS = Array.from({ length: KEYS }, (_, index) => itemId(index + 1));
const VIDEOS = Array.from({ length: KEYS }, (_, index) => videoId(index + 1));

let upstreams: FakeUpstreams;
before(async () => {
  upstreams = await startFakeUpstreams();
});
after(() => upstreams.close());

/** Where a fault is tried: on prices, unless they have no such text or no viewer. */
const upstreamOf = ({ id }: FaultRow): UpstreamName =>
  id === 'F38' ? 'ENGAGEMENT' : id === 'F32' ? 'CATALOG' : 'PRICING';

async function open(t: TestContext, fault: FaultRow): Promise<FaultedSource> {
  const source = await FaultedSource.open(upstreamOf(fault), upstreams.urls);
  t.after(() => source.close());
  return source;
}

const readOf = (source: FaultedSource) => (): Promise<ReadonlyMap<string, Outcome<unknown>>> => {
  if (source.server.upstream === 'ENGAGEMENT') return source.read(videoState, VIDEOS);
  return source.server.upstream === 'CATALOG'
    ? source.read(productRecord, ITEMS)
    : source.read(productOffer, ITEMS);
};

/** A whole call fails: every key of it, in the class, after as many attempts as the table says. */
async function assertCallFails(fault: FaultRow, variant: FaultVariant, source: FaultedSource): Promise<void> {
  const read = readOf(source);
  const ends = endsOf(await read());
  const attempts = (variant.retried ?? fault.retried) ? 2 : 1;
  assert.deepEqual([...new Set(ends)], [variant.ends]);
  // What is good JSON is refused by its reader, behind the transport.
  const told = READ_AS_JSON.has(variant.ends) ? 'ok' : variant.ends;
  assert.deepEqual(source.attempts, Array<string>(attempts).fill(told));
  await assertBreaker(fault, source, read);
}

async function assertBreaker(
  { breaker }: FaultRow,
  source: FaultedSource,
  read: () => Promise<ReadonlyMap<string, Outcome<unknown>>>,
): Promise<void> {
  const asked = () => source.attempts.length;
  for (let more = 1; breaker !== 'held' && breaker !== 'throttled' && more < IN_A_ROW; more += 1)
    await read();
  const before = asked();
  const [refused] = endsOf(await read());
  if (breaker === 'closed') assert.ok(asked() > before, 'no call was made');
  else {
    assert.equal(asked(), before, 'a call was made');
    assert.equal(refused, REFUSALS[breaker]);
  }
}

/** One key in six ends in the class, all others are good, nothing is asked for again and no breaker opens. */
async function assertKeysEnd(fault: FaultRow, variant: FaultVariant, source: FaultedSource): Promise<void> {
  const read = readOf(source);
  const ends = endsOf(await read());
  const hit = ends.filter((end) => end === variant.ends);
  assert.ok(hit.length >= 1 && hit.length <= KEYS / 6, `${hit.length} keys: ${ends.join()}`);
  assert.deepEqual([...new Set(ends)].sort(), ['ok', variant.ends].sort());
  assert.deepEqual(source.attempts, ['ok']);
  await assertBreaker(fault, source, read);
}

async function assertAllGood(fault: FaultRow, source: FaultedSource): Promise<void> {
  const read = readOf(source);
  for (let time = 0; time < 2 * IN_A_ROW; time += 1)
    assert.deepEqual([...new Set(endsOf(await read()))], ['ok']);
  const repeated = source.attempts.filter((outcome) => outcome !== 'ok').length;
  assert.equal(repeated > 0, fault.retried);
}

/** Ends that take a time limit to come. */
const WAITED_FOR: ReadonlySet<string> = new Set(['TIMEOUT', 'CONNECT_TIMEOUT']);

function proveAll(isMeant: (variant: FaultVariant) => boolean): void {
  for (const fault of FAULTS.filter(({ reach }) => reach !== 'some calls'))
    for (const variant of fault.variants.filter(isMeant))
      it(`${fault.id} ${fault.name}, ${variant.name}: ${variant.ends}`, async (t) => {
        const source = await open(t, fault);
        await source.strike(variant);
        if (variant.ends === 'ok') await assertAllGood(fault, source);
        else if (variant.ends === 'miss' || fault.reach === 'keys')
          await assertKeysEnd(fault, variant, source);
        else await assertCallFails(fault, variant, source);
      });
}

describe('a fault of an upstream ends in its class, is asked again as often as said, and moves the breaker', () => {
  proveAll(({ ends }) => !WAITED_FOR.has(ends));
});

describe('a fault that is noticed by the clock', { concurrency: 6 }, () => {
  proveAll(({ ends }) => WAITED_FOR.has(ends));
});
