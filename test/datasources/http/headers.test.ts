import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { chain } from '../../../datasources/chain/chain.js';
import { startFakeUpstreams, type FakeCall, type FakeUpstreams } from '../../support/fake-upstreams.js';
import { openRequest, type RequestOptions, type UpstreamRequest } from '../../support/upstream-request.js';
import { loaderCases, type LoaderCase } from '../batching/loader-cases.js';
import { endpoint, probe } from './probe.js';

const VIEWER = { viewerId: 'viewer-7d1', deviceId: 'device-3f9' };

let upstreams: FakeUpstreams;
let request: UpstreamRequest;
before(async () => {
  upstreams = await startFakeUpstreams();
});
afterEach(async () => {
  await request.close();
  upstreams.reset();
});
after(() => upstreams.close());

function open(options: RequestOptions = {}): void {
  request = openRequest(upstreams.urls, { viewer: VIEWER, ...options });
  request.datasources.locate({ region: 'CN-ZJ', sessionId: 'Zk3vQ0m1T2y5b8cD4eF6gA' });
}

async function callOf(of: LoaderCase): Promise<FakeCall> {
  await request.datasources.serving.resolve(chain('record', { primary: of.source }), of.idAt(1));
  const [call] = upstreams.calls;
  assert.ok(call);
  return call;
}

describe('every call', () => {
  for (const of of loaderCases)
    it(`to ${of.source.id} says who asks, for what, and how long it may take`, async () => {
      open({ timeoutFactor: 10 });
      const { headers, method } = await callOf(of);
      assert.equal(method, 'POST');
      assert.equal(headers.accept, 'application/json');
      assert.equal(headers['accept-encoding'], 'identity');
      assert.equal(headers['content-type'], 'application/json');
      assert.equal(headers['user-agent'], 'vitrine/0.0.0');
      assert.equal(headers['x-shadow'], undefined);
      const deadline = Number(headers['x-deadline-ms']);
      const limit = of.timeoutMs * 10;
      assert.ok(deadline <= limit && deadline > limit / 2, `${deadline} ms of ${limit} ms`);
    });

  it('is a new span of the same trace', async () => {
    open();
    for (let i = 0; i < 3; i++) await probe(request, { ...endpoint('PUBLIC'), path: '/items:batchGet' });
    const parents = upstreams.calls.map(({ headers }) => String(headers['traceparent']));
    for (const parent of parents) assert.match(parent, /^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    assert.deepEqual(
      new Set(parents.map((parent) => parent.split('-')[1])),
      new Set([request.calls.trace.traceId]),
    );
    assert.equal(new Set(parents.map((parent) => parent.split('-')[2])).size, 3);
  });

  it('of a shadow request is marked', async () => {
    open({ shadow: true });
    await probe(request);
    assert.equal(upstreams.calls[0]?.headers['x-shadow'], '1');
  });

  it('says the smaller of its time limit and what the deadline leaves', async () => {
    open({ deadlineMs: 900 });
    await probe(request, endpoint('PUBLIC', 1_000));
    const deadline = Number(upstreams.calls[0]?.headers['x-deadline-ms']);
    assert.ok(deadline >= 20 && deadline <= 900, String(deadline));
  });
});

describe('who the viewer is', () => {
  const shared = loaderCases.filter(({ source }) => source.scope !== 'VIEWER');
  for (const of of shared)
    it(`never reaches ${of.source.id}`, async () => {
      open();
      const { headers, body, query } = await callOf(of);
      const sent = JSON.stringify([headers, body, [...query]]);
      for (const secret of [VIEWER.viewerId, VIEWER.deviceId, 'Zk3vQ0m1T2y5b8cD4eF6gA'])
        assert.ok(!sent.includes(secret), `${secret} was sent`);
      assert.equal(headers['x-viewer-id'] ?? headers['x-device-id'] ?? headers.cookie, undefined);
    });

  for (const of of loaderCases.filter(({ source }) => source.scope === 'VIEWER'))
    it(`reaches ${of.source.id} in headers alone`, async () => {
      open();
      const { headers, body, query } = await callOf(of);
      assert.equal(headers['x-viewer-id'], VIEWER.viewerId);
      assert.equal(headers['x-device-id'], VIEWER.deviceId);
      assert.deepEqual(body, { ids: [of.idAt(1)] });
      assert.equal(query.size, 0);
    });

  it('is the device alone for anonymous viewers', async () => {
    open({ viewer: { viewerId: null, deviceId: 'device-3f9' } });
    await request.datasources.profile();
    const [call] = upstreams.calls;
    assert.equal(call?.headers['x-viewer-id'], undefined);
    assert.equal(call?.headers['x-device-id'], 'device-3f9');
  });
});

it('region and channel reach PRICING, and only PRICING', async () => {
  open({ channel: 'WEB' });
  for (const of of loaderCases) {
    upstreams.reset();
    const { body } = await callOf(of);
    const own = of.upstream === 'PRICING' ? { region: 'CN-ZJ', channel: 'WEB' } : {};
    assert.deepEqual(body, { ids: [of.idAt(1)], ...own });
  }
});
