import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { UpstreamName } from '../../datasources/upstreams.js';
import { startFakeUpstreams } from '../support/fake-upstreams.js';
import { globalId } from '../../schema/global-id.js';
import { startGateway, VIEWER, type Answer, type TestGateway } from '../support/gateway.js';
import { accountId, itemId, roomId, videoId } from '../support/records.js';
import { leavesThatDiffer } from './support/leaves.js';

/** Something of every upstream, each piece reachable without the others. */
const BY_ID = `query ($video: ID!, $product: ID!, $author: ID!, $room: ID!) {
  video(id: $video) { title stats { playCount } viewer { liked } author { name }
    products(first: 3) { edges { node { title pricing { salePrice { amount } } availability { state } } } } }
  product(id: $product) { title pricing { salePrice { amount } } coupons { id } availability { state } }
  author(id: $author) { name viewer { following } live { title } }
  liveRoom(id: $room) { title author { name } }
}`;
const FEED = '{ feed(sceneId: "home", first: 3) { edges { node { __typename id } } } }';
const variables = {
  video: globalId('Video', videoId(400)),
  product: globalId('Product', itemId(1)),
  author: globalId('Author', accountId(2)),
  room: globalId('LiveRoom', roomId(3)),
};

/** What may differ from the healthy answer while one upstream hangs. */
const FED_BY: Readonly<Partial<Record<UpstreamName, RegExp>>> = {
  ALGORITHM: /^feed/,
  CONTENT: /^(video|feed)/,
  CATALOG: /^(product|video\.products)/,
  PRICING: /\.(pricing|coupons)/,
  INVENTORY: /\.availability/,
  ACCOUNTS: /(^author|\.author)/,
  LIVE: /(^liveRoom|\.live)/,
  ENGAGEMENT: /\.viewer/,
  EXPOSURE: /^nothing/,
  LEGACY: /^nothing/,
  SLOTS: /^nothing/,
  SNAPSHOT: /^nothing/,
};
const UPSTREAMS = Object.keys(FED_BY) as UpstreamName[];

/** Room for a machine that several test files share: a loop that stands still for longer than this is not the gateway's doing. */
const LATE_MS = 50;
/** A fault of ours fails each time; a machine that stood still does not. */
const ATTEMPTS = 5;

/** Production's time limits, and limits so long that the deadline alone ends a call. */
let gateway: TestGateway;
let patient: TestGateway;
let healthy: unknown;
/** Both answers as one; the later one counts for the time. */
async function ask(deadlineMs: number, of = gateway): Promise<Pick<Answer, 'status' | 'data' | 'ms'>> {
  const headers = { ...VIEWER, 'x-deadline-ms': String(deadlineMs) };
  const [byId, page] = await Promise.all([of.ask(BY_ID, variables, headers), of.ask(FEED, {}, headers)]);
  return {
    status: Math.max(byId.status, page.status),
    data: { ...byId.data, feed: page.data?.feed ?? null },
    ms: Math.max(byId.ms, page.ms),
  };
}

before(async () => {
  const upstreams = await startFakeUpstreams();
  const env = { LEGACY_URL: upstreams.urls.LEGACY };
  gateway = await startGateway({ upstreams, env, internals: { timeoutFactor: 1 } });
  patient = await startGateway({ upstreams, env, internals: { timeoutFactor: 20 } });
  for (let i = 0; i < 10; i++) {
    await ask(3_000, gateway);
    healthy = (await ask(3_000, patient)).data;
  }
});
afterEach(() => gateway.upstreams.reset());
after(async () => {
  await patient.close();
  await gateway.close();
});

/** Why an answer is not what it has to be; undefined when it is. */
function complaint(
  { status, data, ms }: Awaited<ReturnType<typeof ask>>,
  deadlineMs: number,
  fed: RegExp,
): string | undefined {
  if (status !== 200) return `status ${status}`;
  if (ms > deadlineMs + LATE_MS) return `after ${ms.toFixed(0)} ms`;
  const lost = leavesThatDiffer(healthy, data).filter((path) => !fed.test(path));
  return lost.length > 0 ? `lost ${lost.join(', ')}` : undefined;
}

async function complaintsOf(deadlineMs: number, fed: RegExp, of = gateway): Promise<string[]> {
  const complaints: string[] = [];
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const found = complaint(await ask(deadlineMs, of), deadlineMs, fed);
    if (found === undefined) return [];
    complaints.push(found);
  }
  return complaints;
}

for (const deadlineMs of [100, 300, 800])
  describe(`with ${deadlineMs} ms and one upstream that hangs for ever`, () => {
    for (const upstream of UPSTREAMS)
      it(`${upstream}: everything else arrives in time`, async () => {
        gateway.upstreams.on(upstream, '/', () => undefined);
        assert.deepEqual(await complaintsOf(deadlineMs, FED_BY[upstream] ?? /^nothing/), []);
      });

    it('all of them: the answer arrives in time, and no call began too late or went on too long', async () => {
      for (const upstream of UPSTREAMS) gateway.upstreams.on(upstream, '/', () => undefined);
      assert.deepEqual(await complaintsOf(deadlineMs, /./), []);
      const calls = gateway.upstreams.calls.filter(({ headers }) => headers['x-deadline-ms'] !== undefined);
      assert.ok(calls.length > 0);
      for (const { headers, path } of calls) {
        const given = Number(headers['x-deadline-ms']);
        assert.ok(given >= 20 && given <= deadlineMs, `${path} was given ${given} ms`);
      }
    });
  });

describe('with 300 ms and an upstream whose own limit is far longer', () => {
  for (const upstream of UPSTREAMS)
    it(`${upstream}: the deadline ends what hangs, and everything else arrives`, async () => {
      gateway.upstreams.on(upstream, '/', () => undefined);
      const fed = FED_BY[upstream] ?? /^nothing/;
      // What a page waits for may use up the page's time; what does not belong to the page never waits for it.
      const orPage = new RegExp(`${fed.source}|^feed`);
      assert.deepEqual(await complaintsOf(300, orPage, patient), []);
    });
});

describe('a call that hangs', () => {
  it('is closed by the time it was given, so that its upstream can stop', async () => {
    gateway.upstreams.on('PRICING', '/', () => undefined);
    await ask(800);
    const [call] = gateway.upstreams.callsOf('PRICING');
    assert.ok(call?.endedAt);
    assert.ok(call.endedAt - call.startedAt <= Number(call.headers['x-deadline-ms']) + 100);
    assert.equal(call.aborted, true);
  });
});
