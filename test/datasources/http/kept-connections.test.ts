import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { json, startFakeUpstreams, type FakeUpstreams, type Handler } from '../../support/fake-upstreams.js';
import { openRequest, type UpstreamRequest } from '../../support/upstream-request.js';
import { endpoint, probe } from './probe.js';

let upstreams: FakeUpstreams;
let request: UpstreamRequest;
before(async () => {
  upstreams = await startFakeUpstreams();
});
beforeEach(() => {
  request = openRequest(upstreams.urls);
});
afterEach(async () => {
  await request.close();
  upstreams.reset();
});
after(() => upstreams.close());

const reset: Handler = (_call, response) => void response.socket?.resetAndDestroy();

/** Answers so many calls of each connection, and does something else from then on. */
function answering(calls: number, then: Handler): Handler {
  const answers = new WeakMap<Socket, number>();
  return (call, response) => {
    const { socket } = response;
    const before = (socket && answers.get(socket)) ?? 0;
    if (before >= calls) return then(call, response);
    if (socket) answers.set(socket, before + 1);
    return json({ results: {} });
  };
}

/** One call after another; a connection is free again a turn after its answer. */
async function outcomes(times: number): Promise<string[]> {
  const ends: string[] = [];
  for (let time = 0; time < times; time += 1) {
    ends.push((await probe(request)).outcome);
    await turn();
  }
  return ends;
}

describe('a kept connection', () => {
  const ways: [string, Handler][] = [
    ['is reset', reset],
    ['is closed', (_call, response) => void response.destroy()],
  ];
  for (const [name, then] of ways)
    it(`that ${name} upon its third call, before a byte, is told from a new one`, async () => {
      upstreams.on('CATALOG', '/probe', answering(2, then));
      assert.deepEqual(await outcomes(6), ['ok', 'ok', 'RESET_REUSED', 'ok', 'ok', 'RESET_REUSED']);
    });

  it('is a new one again once it was opened anew', async () => {
    upstreams.on('CATALOG', '/probe', answering(1, reset));
    assert.deepEqual(await outcomes(2), ['ok', 'RESET_REUSED']);
    upstreams.on('CATALOG', '/probe', reset);
    assert.deepEqual(await outcomes(2), ['RESET', 'RESET']);
  });

  it('that breaks inside an answer is RESET_BODY as ever', async () => {
    upstreams.on('CATALOG', '/probe', answering(1, (_call, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"results":', () => response.socket?.resetAndDestroy());
      return undefined;
    })); // prettier-ignore
    assert.deepEqual(await outcomes(2), ['ok', 'RESET_BODY']);
  });
});

it('a call that wants an unused connection gets one, and nobody gets it afterwards', async () => {
  const sockets = new Set<unknown>();
  upstreams.on('CATALOG', '/probe', (_call, { socket }) => {
    sockets.add(socket);
    return json({ results: {} });
  });
  const { transport } = request.connections;
  for (const unused of [false, false, true, true, false]) {
    await transport.call(endpoint('PUBLIC'), { body: {} }, { ...request.calls, unused }, null);
    await turn();
  }
  assert.equal(sockets.size, 3);
});
