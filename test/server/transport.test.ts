import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sendBytes } from './support/http-send.js';
import { startKiosk } from './support/kiosk-server.js';
import type { KioskServer } from './support/kiosk-server.js';

let kiosk: KioskServer;
before(async () => {
  kiosk = await startKiosk({ production: true });
});
after(() => kiosk[Symbol.asyncDispose]());

test('A18 an endless chunked body is refused at 100 KiB and its connection closed', async () => {
  const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`;
  const head =
    'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n';
  const received = await sendBytes(kiosk.port, head + chunk.repeat(64));
  assert.match(received, /^HTTP\/1\.1 413 /);
  assert.match(received, /PAYLOAD_TOO_LARGE/);
});

test('A34 headers over 16 KiB are answered 431 in JSON', async () => {
  const received = await sendBytes(
    kiosk.port,
    `GET /graphql HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(17_000)}\r\n\r\n`,
  );
  assert.match(received, /^HTTP\/1\.1 431 /);
  assert.match(received, /HEADERS_TOO_LARGE/);
  const line = kiosk.lines.find(({ msg }) => msg === 'connection closed');
  assert.deepEqual(line?.['errorCodes'], ['HEADERS_TOO_LARGE']);
});

test("a Host header that is no host is the client's fault", async () => {
  const received = await sendBytes(
    kiosk.port,
    'GET /graphql?query=1 HTTP/1.1\r\nhost: a b\r\napollo-require-preflight: 1\r\nconnection: close\r\n\r\n',
  );
  assert.match(received, /^HTTP\/1\.1 400 /);
});

test('the transport has the timeouts and bounds it should have', () => {
  const { headersTimeout, requestTimeout, keepAliveTimeout, maxRequestsPerSocket, maxConnections } =
    kiosk.server.server;
  assert.deepEqual(
    { headersTimeout, requestTimeout, keepAliveTimeout, maxRequestsPerSocket, maxConnections },
    {
      headersTimeout: 5_000,
      requestTimeout: 10_000,
      keepAliveTimeout: 65_000,
      maxRequestsPerSocket: 1_000,
      maxConnections: 2_000,
    },
  );
});

test('A19 a body that never comes is given up within eleven seconds', async () => {
  const from = performance.now();
  const head =
    'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{';
  const received = await sendBytes(kiosk.port, head);
  assert.match(received, /^HTTP\/1\.1 408 /);
  assert.match(received, /REQUEST_TIMEOUT/);
  assert.ok(performance.now() - from < 11_500);
});

test('slow headers are given up within seven seconds', async () => {
  const received = await sendBytes(kiosk.port, 'POST /graphql HTTP/1.1\r\nhost: x\r\n');
  assert.match(received, /^HTTP\/1\.1 408 /);
});
