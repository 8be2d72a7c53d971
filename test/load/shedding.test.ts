import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { globalId } from '../../schema/global-id.js';
import type { LoopDelay } from '../../src/load/loop-delay.js';
import type { Priority } from '../../src/load/priority.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { itemId, itemRecord } from '../support/records.js';
import { batch } from '../support/fake-upstreams.js';

const TITLE = 'query ($id: ID!) { product(id: $id) { title } }';
const AT_A_TIME = 16;

let late = 0;
const loop: LoopDelay = { p99: () => late, stop: () => undefined };
let gateway: TestGateway;
let release: () => void = () => undefined;

before(async () => {
  const bounds = { initial: AT_A_TIME, least: AT_A_TIME, most: AT_A_TIME, rampMs: 0 };
  gateway = await startGateway({ internals: { shedding: { bounds, loop } } });
});
beforeEach(() => {
  late = 0;
});
afterEach(async () => {
  release();
  while ((await underWay()) > 0) await sleep(5);
  gateway.upstreams.reset();
});
after(() => gateway.close());

const underWay = () => gateway.metric('vitrine_admission_inflight');
const shed = (priority: Priority) => gateway.metric('vitrine_requests_shed_total', { priority });

let next = 0;
const ask = (priority?: string) =>
  gateway.ask(
    TITLE,
    { id: globalId('Product', itemId((next += 1))) },
    priority === undefined ? {} : { 'x-priority': priority },
  );

/** Requests that stay under way until `release` is called. */
async function occupy(count: number): Promise<void> {
  const gate = new Promise<void>((resolve) => (release = resolve));
  const good = batch((id) => itemRecord(id));
  gateway.upstreams.on('CATALOG', '/', async (call, response) => {
    await gate;
    return good(call, response);
  });
  for (let i = 0; i < count; i++) void ask();
  while ((await underWay()) < count) await sleep(5);
}

describe('a gateway that has no room', () => {
  it('refuses at once, says when to come back, and counts by class', async () => {
    await occupy(AT_A_TIME);
    const before = await shed('interactive');
    const { status, headers, text } = await ask();
    assert.equal(status, 503);
    assert.match(headers.get('retry-after') ?? '', /^[123]$/);
    assert.match(text, /"code":"SERVICE_UNAVAILABLE"/);
    assert.equal((await shed('interactive')) - before, 1);
    assert.equal(await gateway.metric('vitrine_errors_total', { code: 'SERVICE_UNAVAILABLE' }), 1);
    release();
    while ((await underWay()) > 0) await sleep(5);
    assert.equal((await ask()).status, 200, 'and has room again');
  });

  it('refuses the less important first', async () => {
    await occupy(AT_A_TIME / 2);
    const statuses = [];
    for (const priority of ['shadow', 'prefetch', 'unheard-of'])
      statuses.push((await Promise.race([ask(priority), sleep(200, { status: 'let in' })])).status);
    assert.deepEqual(statuses, [503, 503, 'let in']);
  });

  it('still answers whether it lives', async () => {
    await occupy(AT_A_TIME);
    for (const path of ['/livez', '/readyz', '/metrics'])
      assert.equal((await fetch(`${gateway.url}${path}`)).status, 200);
  });

  it('does not wait for the body', async () => {
    await occupy(AT_A_TIME);
    const { port } = new URL(gateway.url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(
      'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 5000\r\n\r\n{',
    );
    const [answer] = (await once(socket, 'data')) as [Buffer];
    assert.match(answer.toString(), /^HTTP\/1\.1 503 /);
    socket.destroy();
  });
});

it('a late event loop sends away who can wait', async () => {
  late = 60;
  assert.equal((await ask('prefetch')).status, 503);
  assert.equal((await ask('shadow')).status, 503);
  assert.equal((await ask('background')).status, 200);
  late = 250;
  assert.equal((await ask('background')).status, 503);
  assert.equal((await ask()).status, 200);
});

/** One request after another on one connection; resolves to the CPU time of each, in ms, the client's own included. */
async function cpuOfRefusal(times: number): Promise<number> {
  const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
  const head = 'POST /graphql HTTP/1.1\r\nhost: x\r\nx-priority: prefetch\r\n';
  const request = `${head}content-type: application/json\r\ncontent-length: 2\r\n\r\n{}`;
  const before = process.cpuUsage();
  for (let i = 0; i < times; i++) {
    socket.write(request);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    assert.match(answer.toString('latin1', 0, 16), / 503 /);
  }
  const { user, system } = process.cpuUsage(before);
  socket.destroy();
  return (user + system) / times / 1_000;
}

it('a refusal costs next to nothing', async (test) => {
  late = 60;
  await cpuOfRefusal(300);
  const ms = await cpuOfRefusal(600);
  test.diagnostic(`${ms.toFixed(3)} ms of CPU each, client and test log included`);
  assert.ok(ms < 1, `${ms} ms`);
});
