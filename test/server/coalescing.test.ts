import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { after, before, beforeEach, suite, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { globalId } from '../../schema/global-id.js';
import { videoId } from '../support/records.js';
import { startGateway, VIEWER, type TestGateway } from '../support/gateway.js';

const TIER = '{ feed(sceneId: "home", first: 3) { serving { tier } } }';
const VIDEO = `{ video(id: "${globalId('Video', videoId(1))}") { title } }`;
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

  test('shares nothing under ids that cannot be used', async () => {
    const unusable = [
      { 'x-viewer-id': '' },
      { 'x-device-id': '' },
      { 'x-viewer-id': 'no id!', 'x-device-id': '?' },
    ];
    for (const headers of unusable) {
      const [one, two] = await Promise.all([
        gateway.ask(SESSION, {}, headers),
        gateway.ask(SESSION, {}, headers),
      ]);
      assert.notEqual(one.data.feed.session.id, two.data.feed.session.id, JSON.stringify(headers));
    }
  });

  test('is answered apart from a request with less time left', async () => {
    gateway.upstreams.delay('ALGORITHM', 200, '/recommendations');
    const hurried = gateway.ask(TIER, {}, { ...VIEWER, 'x-deadline-ms': '60' });
    const patient = gateway.ask(TIER);
    assert.equal((await hurried).data.feed.serving.tier, 'BUILT_IN');
    assert.equal((await patient).data.feed.serving.tier, 'PRIMARY');
  });

  test('is answered on each connection as its client wants it', async () => {
    const [one, two] = await Promise.all([askOnce(gateway), askOnce(gateway)]);
    assert.equal(one.text, two.text);
    assert.deepEqual([one.connection, two.connection], ['close', 'close']);
  });

  test('counts the errors of both answers', async () => {
    gateway.upstreams.fail('CONTENT');
    gateway.upstreams.delay('CONTENT', 100);
    const sent = () => gateway.metric('vitrine_errors_total', { code: 'UPSTREAM_UNAVAILABLE' });
    const earlier = await sent();
    const answers = await Promise.all([gateway.ask(VIDEO), gateway.ask(VIDEO)]);
    for (const { errors } of answers) assert.equal(errors?.length, 1);
    assert.equal(gateway.upstreams.callsOf('CONTENT').length, 1);
    while ((await sent()) < earlier + 2) await setTimeout(5);
  });

  test('asks nobody for clients that left while they waited', async () => {
    const [first, second] = [new AbortController(), new AbortController()];
    const answers = [first, second].map(({ signal }) => assert.rejects(send(gateway, signal)));
    await gatewayAsked(gateway, 1);
    second.abort();
    await setTimeout(20);
    first.abort();
    await Promise.all(answers);
    await setTimeout(50);
    assert.equal(recommendations(), 1);
  });

  test('outlives the client that asked first', async () => {
    const leaving = new AbortController();
    const first = send(gateway, leaving.signal);
    const second = gateway.ask(SESSION);
    await setTimeout(50);
    leaving.abort();
    await assert.rejects(first);
    assert.equal((await second).errors, undefined);
  });
});

const HEADERS = { 'content-type': 'application/json', ...VIEWER };
const BODY = JSON.stringify({ query: SESSION, variables: {} });

const send = ({ url }: TestGateway, signal: AbortSignal): Promise<Response> =>
  fetch(`${url}/graphql`, { method: 'POST', headers: HEADERS, body: BODY, signal });

/** Asks on a connection of its own, which is to be closed with the answer. */
async function askOnce({ url }: TestGateway): Promise<{ connection: string | undefined; text: string }> {
  const sent = request(`${url}/graphql`, { method: 'POST', agent: false, headers: HEADERS }).end(BODY);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return { connection: answer.headers.connection, text: await text(answer) };
}

async function gatewayAsked({ upstreams }: TestGateway, times: number): Promise<void> {
  while (upstreams.callsOf('ALGORITHM', '/recommendations').length < times) await setTimeout(5);
}
