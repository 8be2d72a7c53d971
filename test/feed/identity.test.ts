import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { batch, json, subjectOf, type FakeCall } from '../support/fake-upstreams.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { authorStateRecord, videoStateRecord, type Wire } from '../support/records.js';
import { BUDGETS, variablesOf } from '../calls/support/budgets.js';
import { startScenes } from '../calls/support/scenes.js';

const IDS = { 'x-viewer-id': 'viewer-4711', 'x-device-id': 'device-0815' };
/** What a browser or a proxy may send along. */
const BAGGAGE = {
  cookie: 'session=viewer-4711',
  authorization: 'Bearer viewer-4711',
  'x-forwarded-for': '198.51.100.7',
  'x-real-ip': '198.51.100.7',
  'apollographql-client-name': 'ios',
};

/** Endpoints that answer for one viewer; all others are public. */
const isViewers = ({ upstream, path }: FakeCall): boolean =>
  ['EXPOSURE', 'ENGAGEMENT'].includes(upstream) || path === '/recommendations';

const textOf = ({ path, query, body, headers }: FakeCall, withHeaders: boolean): string =>
  JSON.stringify([path, [...query], body, withHeaders ? headers : null]);

describe('who the viewer is', () => {
  let gateway: TestGateway;

  before(async () => (gateway = await startGateway({ upstreams: await startScenes() })));
  beforeEach(() => gateway.upstreams.reset());
  after(() => gateway.close());

  it('is told to the services of viewers alone, in headers alone, by every operation', async () => {
    const headers = { ...IDS, ...BAGGAGE };
    for (const budget of BUDGETS) {
      const variables = await variablesOf(budget, gateway, headers);
      const { errors } = await gateway.run(budget.operation, variables, headers);
      assert.equal(errors, undefined, budget.operation);
    }
    const { calls } = gateway.upstreams;
    assert.ok(calls.some(isViewers) && calls.some((call) => !isViewers(call)));
    for (const call of calls) {
      const where = `${call.upstream} ${call.path}`;
      for (const secret of [...Object.values(IDS), BAGGAGE['x-real-ip']])
        assert.ok(!textOf(call, !isViewers(call)).includes(secret), where);
      for (const name of ['cookie', 'authorization', 'x-forwarded-for', 'x-real-ip'])
        assert.equal(call.headers[name], undefined, where);
      if (!isViewers(call)) continue;
      assert.equal(call.headers['x-viewer-id'], IDS['x-viewer-id'], where);
      assert.equal(call.headers['x-device-id'], IDS['x-device-id'], where);
    }
  });

  it('is no matter of prices: they vary by region and channel of the request', async () => {
    gateway.upstreams.on('ENGAGEMENT', '/viewer-profile', (call) =>
      json({ ...subjectOf(call), crowds: [], region: 'CN-BJ' }),
    );
    const web = { ...IDS, 'apollographql-client-name': 'web' };
    await gateway.run('feed-full', { sceneId: 'home', first: 1, context: { region: 'CN-ZJ' } }, IDS);
    await gateway.run('feed-full', { sceneId: 'home', first: 1 }, IDS);
    await gateway.run('feed-full', { sceneId: 'home', first: 1 }, web);
    const bodies = gateway.upstreams.callsOf('PRICING').map(({ body }) => body as Wire);
    assert.deepEqual(
      bodies.map(({ region, channel, ...rest }) => ({ region, channel, rest: Object.keys(rest) })),
      [
        { region: 'CN-ZJ', channel: 'APP', rest: ['ids'] },
        { region: null, channel: 'APP', rest: ['ids'] },
        { region: null, channel: 'WEB', rest: ['ids'] },
      ],
    );
  });

  it('outside its alphabet or length counts as nobody, and is counted', async () => {
    const counted = () => gateway.metric('vitrine_boundary_total', { code: 'RQ_INPUT' });
    for (const id of ['a b', 'a/b', 'a%b', 'ü', 'x'.repeat(65)]) {
      gateway.upstreams.reset();
      const before = await counted();
      await gateway.run('feed-ids', { sceneId: 'home' }, { 'x-viewer-id': id, 'x-device-id': 'd1' });
      const [call] = gateway.upstreams.callsOf('ALGORITHM', '/recommendations');
      assert.equal(call?.headers['x-viewer-id'], undefined, id);
      assert.equal(call?.headers['x-device-id'], 'd1');
      assert.equal(await counted(), before + 1, id);
    }
  });

  it('is a device of the session when nothing is known', async () => {
    const { data } = await gateway.ask('{ feed(sceneId: "home") { session { id } } }', {}, {});
    const [call] = gateway.upstreams.callsOf('ALGORITHM', '/recommendations');
    assert.equal(call?.headers['x-device-id'], `s-${String(data.feed.session.id)}`);
    assert.equal(call.headers['x-viewer-id'], undefined);
    assert.equal(gateway.upstreams.callsOf('ENGAGEMENT').length, 0);
  });

  describe('is checked in what comes back: an answer for somebody else', () => {
    const foreign = { subject: 'v:somebody-else' };
    const states = `{ feed(sceneId: "home") {
      nodes { ... on VideoCard { video { viewer { liked } author { viewer { following } } } } } serving { degraded }
    } }`;

    it('about videos leaves their states unknown', async () => {
      gateway.upstreams.on('ENGAGEMENT', '/video-states:batchGet', async (call, response) => {
        const reply = await batch((id) => videoStateRecord(id, { liked: true }))(call, response);
        return json({ ...JSON.parse(String(reply?.body)), ...foreign });
      });
      const { data, errors } = await gateway.ask(states, {}, IDS);
      assert.equal(errors, undefined);
      for (const { video } of data.feed.nodes)
        assert.deepEqual(video, { viewer: null, author: { viewer: { following: false } } });
    });

    it('about authors leaves their states unknown, and blocks nobody', async () => {
      gateway.upstreams.on('ENGAGEMENT', '/author-states:batchGet', async (call, response) => {
        const reply = await batch((id) => authorStateRecord(id, { following: true, blocked: true }))(
          call,
          response,
        );
        return json({ ...JSON.parse(String(reply?.body)), ...foreign });
      });
      const { data } = await gateway.ask(states, {}, IDS);
      assert.equal(data.feed.nodes.length, 10);
      for (const { video } of data.feed.nodes)
        assert.deepEqual(video, { viewer: { liked: false }, author: { viewer: null } });
    });

    it('about exposures hides nothing, and the page says that it is degraded', async () => {
      gateway.upstreams.on('EXPOSURE', '/exposures', () =>
        json({
          ...foreign,
          asOf: Date.now(),
          contents: [{ key: 'VIDEO:610000000001', lastSeenAt: Date.now() }],
          creativeCounts: {},
        }),
      );
      const { data } = await gateway.ask(
        '{ feed(sceneId: "home") { nodes { ... on VideoCard { video { title } } } serving { degraded } } }',
        {},
        IDS,
      );
      assert.equal(data.feed.nodes[0].video.title, 'Video 1');
      assert.equal(data.feed.serving.degraded, true);
    });
  });
});
