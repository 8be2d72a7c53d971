import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isTrustedEdge } from '../../src/server/trusted-edge.js';
import { startKiosk } from './support/kiosk-server.js';

const OURS = [
  '127.0.0.1',
  '10.1.2.3',
  '172.31.0.1',
  '192.168.7.7',
  '100.100.0.1',
  '::1',
  'fd12::7',
  '::ffff:10.0.0.1',
];
const THEIRS = ['8.8.8.8', '172.32.0.1', '100.128.0.1', '2001:db8::1', '::ffff:8.8.8.8', '', 'nonsense'];

describe('the edge', () => {
  it('stands in our own network', () => {
    for (const ip of OURS) assert.equal(isTrustedEdge(ip), true, ip);
    for (const ip of THEIRS) assert.equal(isTrustedEdge(ip), false, ip);
  });

  it('is told from clients by the address a request comes from, never by a header', async () => {
    const seen: boolean[] = [];
    const kiosk = await startKiosk({
      createContext: ({ fromEdge }) => {
        seen.push(fromEdge);
        return { traceId: 'a', afterResponse: () => undefined };
      },
    });
    const ask = (remoteAddress: string) =>
      kiosk.server.inject({
        method: 'POST',
        url: '/graphql',
        remoteAddress,
        headers: { 'x-forwarded-for': '127.0.0.1', forwarded: 'for=127.0.0.1' },
        payload: { query: '{ __typename }' },
      });
    await ask('203.0.113.9');
    await ask('10.0.0.9');
    assert.deepEqual(seen, [false, true]);
    await kiosk.server.close();
  });
});
