import assert from 'node:assert/strict';
import { afterEach, beforeEach, suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { globalId } from '../../schema/global-id.js';
import { itemId, videoId } from '../support/records.js';
import { ANONYMOUS, startGateway, VIEWER, type Answer, type TestGateway } from '../support/gateway.js';

const VIDEO = `{ video(id: "${globalId('Video', videoId(1))}") { title } }`;
const PRODUCT = `{ product(id: "${globalId('Product', itemId(1))}") { title } }`;
const SESSION = '{ feed(sceneId: "home", first: 3) { session { id } } }';
const MANY = 100;

const texts = (answers: readonly Answer[]) => new Set(answers.map(({ text }) => text));
const times = <T>(count: number, make: (n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, n) => make(n)));

suite('the same public query of many at the same time', () => {
  let gateway: TestGateway;
  beforeEach(async () => {
    gateway = await startGateway();
    gateway.upstreams.delay('CONTENT', 500);
  });
  afterEach(() => gateway.close());

  const videoCalls = () => gateway.upstreams.callsOf('CONTENT').length;
  const executions = () => gateway.metric('vitrine_executions_total');
  const ask = (headers: Record<string, string> = ANONYMOUS, query = VIDEO) => gateway.ask(query, {}, headers);

  test('RQ_COALESCE: is executed once, asked for once, and answered to each', async () => {
    const answers = await times(MANY, () => ask());
    assert.equal(texts(answers).size, 1);
    assert.equal(videoCalls(), 1);
    assert.equal(await executions(), 1);
    assert.equal(await gateway.metric('vitrine_boundary_total', { code: 'RQ_COALESCE' }), MANY - 1);
    for (const { headers, status } of answers) {
      assert.equal(status, 200);
      assert.match(headers.get('cache-control') ?? '', /^public/);
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
    }
  });

  test('is answered with the same bytes as without', async () => {
    const [first] = await times(3, () => ask());
    const alone = await startGateway({ env: { COALESCING: 'off' } });
    try {
      const answers = await times(3, () => alone.ask(VIDEO, {}, ANONYMOUS));
      assert.deepEqual(texts(answers), new Set([first?.text]));
      assert.equal(alone.upstreams.callsOf('CONTENT').length, 3);
    } finally {
      await alone.close();
    }
  });

  test('writes a line for each, which names the request that was executed', async () => {
    await times(3, () => ask());
    await sleep(50);
    const lines = gateway.logs.filter(({ msg }) => msg === 'request');
    const [leader] = lines.filter(({ coalescedWith }) => coalescedWith === undefined);
    const others = lines.filter(({ coalescedWith }) => coalescedWith === leader?.['requestId']);
    assert.deepEqual([lines.length, others.length], [3, 2]);
    assert.equal(new Set(lines.map(({ requestId }) => requestId)).size, 3);
    for (const line of others) assert.equal(line['documentHash'], leader?.['documentHash']);
    assert.equal(await gateway.metric('vitrine_requests_total', { status: '200' }), 3);
  });

  test('is executed for each principal by itself', async () => {
    const principals = [
      {},
      { authorization: 'Bearer a' },
      { authorization: 'Bearer b' },
      { cookie: 'id=1' },
      { 'x-viewer-id': 'u1' },
      { 'x-viewer-id': 'u2' },
      { 'x-device-id': 'u1' },
    ];
    const answers = await Promise.all([...principals, ...principals].map((headers) => ask(headers)));
    assert.equal(texts(answers).size, 1);
    assert.equal(await executions(), principals.length);
  });

  test('is executed for each kind of client, and each form of answer, by itself', async () => {
    const kinds = [
      {},
      { 'apollographql-client-name': 'ios' },
      { 'apollographql-client-name': 'ios', 'apollographql-client-version': '9.2.0' },
      { accept: 'application/graphql-response+json' },
      { 'x-explain': '1' },
    ];
    await Promise.all([...kinds, ...kinds].map((headers) => ask(headers)));
    assert.equal(await executions(), kinds.length);
  });

  test('goes on when whoever asked first leaves', async () => {
    const leaving = new AbortController();
    const first = send(gateway, leaving.signal);
    while (videoCalls() === 0) await sleep(5);
    const others = times(5, () => ask());
    await sleep(50);
    leaving.abort();
    await assert.rejects(first);
    for (const { data } of await others) assert.ok(data.video.title);
    assert.equal(videoCalls(), 1);
    assert.equal(await executions(), 1);
  });

  test('ends when all have left, and is made anew for those who come later', async () => {
    gateway.upstreams.delay('CONTENT', 5_000);
    const leaving = new AbortController();
    const gone = [send(gateway, leaving.signal), send(gateway, leaving.signal)].map((sent) =>
      assert.rejects(sent),
    );
    while (videoCalls() === 0) await sleep(5);
    await sleep(50);
    leaving.abort();
    await Promise.all(gone);
    gateway.upstreams.delay('CONTENT', 0);
    await sleep(50);
    const { data, ms } = await ask();
    assert.ok(data.video.title);
    assert.ok(ms < 2_000, `${ms} ms`);
    assert.equal(videoCalls(), 2);
  });

  test('fails for all when it fails, and each failure is counted', async () => {
    gateway.upstreams.fail('CONTENT');
    gateway.upstreams.delay('CONTENT', 200);
    const answers = await times(5, () => ask());
    for (const { errors, headers } of answers) {
      assert.equal(errors?.length, 1);
      assert.equal(headers.get('cache-control'), 'no-store');
    }
    assert.equal(videoCalls(), 1);
    while ((await gateway.metric('vitrine_errors_total', { code: 'UPSTREAM_UNAVAILABLE' })) < 5)
      await sleep(5);
  });

  test('waits for a request with about as much time, never for one with more or with far less', async () => {
    const timed = (ms: number) => ask({ 'x-deadline-ms': String(ms) });
    const first = timed(2_500);
    while (videoCalls() === 0) await sleep(5);
    await Promise.all([first, timed(2_550), timed(2_530), timed(1_000), timed(1_200), timed(2_100)]);
    // 2,550 and 2,530 wait for 2,500; 1,000 and 1,200 and 2,100 are far from it and from each other
    assert.equal(await executions(), 4);
  });

  test('is not shared while it depends on who asks, and nobody waits for that twice', async () => {
    const sessions = async () => {
      const answers = await times(5, () => ask(ANONYMOUS, SESSION));
      return new Set(answers.map(({ data }) => data.feed.session.id)).size;
    };
    assert.equal(await sessions(), 5);
    gateway.upstreams.reset();
    gateway.upstreams.delay('ALGORITHM', 500, '/recommendations');
    const again = sessions();
    const asked = () => gateway.upstreams.callsOf('ALGORITHM', '/recommendations').length;
    while (asked() < 1) await sleep(5);
    await sleep(250);
    assert.equal(asked(), 5, 'all are under way before the first is answered');
    assert.equal(await again, 5);
    assert.equal(await gateway.metric('vitrine_boundary_total', { code: 'RQ_COALESCE' }), 0);
  });

  test('is another query where anything in it differs', async () => {
    await Promise.all([
      ask(),
      ask(ANONYMOUS, PRODUCT),
      ask(ANONYMOUS, VIDEO.replace('title', 'title durationMs')),
    ]);
    assert.equal(await executions(), 3);
  });

  test('shares nothing with a viewer who asks the same', async () => {
    await Promise.all([ask(VIEWER), ask(VIEWER), ask(), ask()]);
    assert.equal(await executions(), 2);
  });
});

const send = ({ url }: TestGateway, signal: AbortSignal): Promise<Response> =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: VIDEO, variables: {} }),
    signal,
  });
