import assert from 'node:assert/strict';
import { after, before, beforeEach, suite, test } from 'node:test';
import { startGateway, VIEWER, type TestGateway } from '../support/gateway.js';

const SESSION = '{ feed(sceneId: "home", first: 3) { session { id } } }';

suite('the same request twice at the same time', () => {
  let gateway: TestGateway;
  before(async () => {
    gateway = await startGateway();
  });
  beforeEach(() => {
    gateway.upstreams.reset();
    gateway.upstreams.delay('CONTENT', 100);
  });
  after(() => gateway.close());

  const recommendations = () => gateway.upstreams.callsOf('ALGORITHM', '/recommendations').length;

  test('RQ_COALESCE: is executed once and answered twice', async () => {
    const [one, two] = await Promise.all([gateway.ask(SESSION), gateway.ask(SESSION)]);
    assert.equal(one.text, two.text);
    assert.equal(two.headers.get('cache-control'), 'private, no-store');
    assert.equal(recommendations(), 1);
    assert.equal(await gateway.metric('vitrine_boundary_total', { code: 'RQ_COALESCE' }), 1);
  });

  test('is executed again once the first is answered', async () => {
    const one = await gateway.ask(SESSION);
    const two = await gateway.ask(SESSION);
    assert.notEqual(one.data.feed.session.id, two.data.feed.session.id);
  });

  test('never shares between viewers, devices, or people without an id', async () => {
    const callers = [VIEWER, { ...VIEWER, 'x-viewer-id': 'u2' }, { ...VIEWER, 'x-device-id': 'd2' }, {}, {}];
    const answers = await Promise.all(callers.map((headers) => gateway.ask(SESSION, {}, headers)));
    assert.equal(new Set(answers.map(({ data }) => data.feed.session.id)).size, callers.length);
  });

  test('outlives the client that asked first', async () => {
    const leaving = new AbortController();
    const first = fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...VIEWER },
      body: JSON.stringify({ query: SESSION, variables: {} }),
      signal: leaving.signal,
    });
    const second = gateway.ask(SESSION);
    setTimeout(() => leaving.abort(), 50);
    await assert.rejects(first);
    assert.equal((await second).errors, undefined);
  });
});
