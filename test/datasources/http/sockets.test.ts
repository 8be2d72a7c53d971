import assert from 'node:assert/strict';
import { once } from 'node:events';
import {
  connect,
  createServer as createRawServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net';
import { after, afterEach, before, describe, it } from 'node:test';
import { Worker } from 'node:worker_threads';
import { startFakeUpstreams, type FakeUpstreams } from '../../support/fake-upstreams.js';
import { openRequest, type UpstreamRequest } from '../../support/upstream-request.js';
import { endpoint, probe } from './probe.js';

/** Busy machines are late; a time limit that does not work is later than this. */
const SLACK_MS = 300;

const NO_HTTP = {
  'something else than HTTP': 'SSH-2.0-OpenSSH\r\n\r\n',
  'a head without end': `HTTP/1.1 200 OK\r\nx-filler: ${'x'.repeat(100_000)}\r\n\r\n`,
  'two lengths': 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}',
};

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

describe('a connection', () => {
  it('that is refused is CONNECT', async () => {
    request = openRequest({ ...upstreams.urls, CATALOG: await closedPort() });
    assert.equal((await probe(request)).outcome, 'CONNECT');
  });

  it('to a name that does not exist is DNS', async () => {
    request = openRequest({ ...upstreams.urls, CATALOG: 'http://nobody.invalid' });
    const { outcome } = await probe(request, endpoint('PUBLIC', 3_000));
    assert.ok(['DNS', 'CONNECT_TIMEOUT'].includes(outcome), outcome);
  });

  it('that is reset before the first byte is RESET', async () => {
    request = openRequest(upstreams.urls);
    upstreams.on('CATALOG', '/probe', (_call, response) => void response.socket?.resetAndDestroy());
    assert.equal((await probe(request)).outcome, 'RESET');
  });

  it('that closes without an answer is RESET', async () => {
    request = openRequest(upstreams.urls);
    upstreams.on('CATALOG', '/probe', (_call, response) => void response.destroy());
    assert.equal((await probe(request)).outcome, 'RESET');
  });

  it('that is reset inside the body is RESET_BODY', async () => {
    request = openRequest(upstreams.urls);
    upstreams.on('CATALOG', '/probe', (_call, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"results":', () => response.socket?.resetAndDestroy());
      return undefined;
    });
    assert.equal((await probe(request)).outcome, 'RESET_BODY');
  });

  it('that ends before the announced length is RESET_BODY', async () => {
    request = openRequest(upstreams.urls);
    upstreams.on('CATALOG', '/probe', (_call, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{}', () => response.destroy());
      return undefined;
    });
    assert.equal((await probe(request)).outcome, 'RESET_BODY');
  });

  it('that is never accepted is CONNECT_TIMEOUT after its own time limit', async () => {
    const deaf = await deafListener();
    request = openRequest({ ...upstreams.urls, CATALOG: deaf.url }, { timeoutFactor: 3 });
    try {
      const { outcome, ms } = await probe(request);
      assert.equal(outcome, 'CONNECT_TIMEOUT');
      assert.ok(ms >= 145 && ms < 150 + SLACK_MS, `${ms} ms`);
    } finally {
      await deaf.close();
    }
  });

  it('of an upstream that the deployment lacks is not tried', async () => {
    request = openRequest({ ...upstreams.urls, LIVE: null });
    const { outcome } = await probe(request, { ...endpoint('PUBLIC'), upstream: 'LIVE' });
    assert.equal(outcome, 'NOT_CONFIGURED');
  });

  for (const [name, text] of Object.entries(NO_HTTP))
    it(`that answers ${name} is PARSE`, async (t) => {
      const server = createRawServer((socket) => {
        socket.on('error', () => undefined).once('data', () => socket.end(text));
      }).listen(0, '127.0.0.1');
      t.after(() => server.close());
      await once(server, 'listening');
      request = openRequest({ ...upstreams.urls, CATALOG: urlOf(server) });
      assert.equal((await probe(request)).outcome, 'PARSE');
    });

  it('that the process closes at its end is RESET', async () => {
    request = openRequest(upstreams.urls);
    const arrived = new Promise<void>((resolve) =>
      upstreams.on('CATALOG', '/probe', () => {
        resolve();
        return undefined;
      }),
    );
    const ending = probe(request);
    await arrived;
    await request.close();
    assert.equal((await ending).outcome, 'RESET');
  });

  it('failed once, the next call opens another', async () => {
    request = openRequest(upstreams.urls);
    let calls = 0;
    upstreams.on('CATALOG', '/probe', (_call, response) =>
      ++calls === 1
        ? void response.destroy()
        : { status: 200, headers: { 'content-type': 'application/json' }, body: '{}' },
    );
    assert.equal((await probe(request)).outcome, 'RESET');
    assert.equal((await probe(request)).outcome, 'ok');
  });
});

describe('the time limit', () => {
  const inTime = async (name: string) => {
    const { outcome, ms } = await probe(request, endpoint('PUBLIC', 60));
    assert.equal(outcome, 'TIMEOUT', name);
    assert.ok(ms >= 175 && ms < 180 + SLACK_MS, `${name}: ${ms} ms`);
  };

  it('holds when no answer comes', async () => {
    request = openRequest(upstreams.urls, { timeoutFactor: 3 });
    upstreams.on('CATALOG', '/probe', () => undefined);
    await inTime('silence');
  });

  it('holds when only headers come', async () => {
    request = openRequest(upstreams.urls, { timeoutFactor: 3 });
    upstreams.on('CATALOG', '/probe', (_call, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
      return undefined;
    });
    await inTime('headers alone');
  });

  it('holds when the body drips', async () => {
    request = openRequest(upstreams.urls, { timeoutFactor: 3 });
    upstreams.on('CATALOG', '/probe', (_call, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const drip = setInterval(() => response.write(' '), 10);
      response.once('close', () => clearInterval(drip));
      return undefined;
    });
    await inTime('a drip');
  });

  it('closes the connection of the call', async () => {
    request = openRequest(upstreams.urls, { timeoutFactor: 3 });
    const closed = new Promise<void>((resolve) =>
      upstreams.on('CATALOG', '/probe', (_call, response) => void response.once('close', resolve)),
    );
    await inTime('silence');
    await closed;
    assert.equal(upstreams.calls[0]?.aborted, true);
  });
});

const urlOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

async function closedPort(): Promise<string> {
  const server = createRawServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = urlOf(server);
  await new Promise((resolve) => server.close(resolve));
  return url;
}

/** Listens without ever accepting: a blocked thread owns the socket, and its short queue is filled here. */
async function deafListener(): Promise<{ url: string; close: () => Promise<void> }> {
  const worker = new Worker(
    `const { parentPort } = require('node:worker_threads');
     const server = require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
       parentPort.postMessage(server.address().port);
       setTimeout(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0), 20);
     });`,
    { eval: true },
  );
  const [port] = (await once(worker, 'message')) as [number];
  await new Promise((resolve) => setTimeout(resolve, 60));
  const fillers: Socket[] = Array.from({ length: 8 }, () =>
    connect(port, '127.0.0.1').on('error', () => undefined),
  );
  await new Promise((resolve) => setTimeout(resolve, 50));
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      for (const filler of fillers) filler.destroy();
      await worker.terminate();
    },
  };
}
