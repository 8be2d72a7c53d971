/** Stands in for the embedded services: SANDBOX_PROFILE says how it behaves, so that a test can see each way of starting. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UPSTREAM_NAMES } from '../../../datasources/upstreams.js';

const profile = process.env['SANDBOX_PROFILE'];

function tell(message: object): void {
  process.send?.(message);
}

if (profile !== 'deaf') process.once('disconnect', () => process.exit());

switch (profile) {
  case 'silent':
    break;
  case 'failed':
    tell({ type: 'failed', message: 'listen EADDRINUSE: address already in use 127.0.0.1:4100' });
    break;
  case 'garbled':
    tell({ type: 'ready', urls: {} });
    break;
  case 'crash':
    throw new TypeError('no such data set');
  default: {
    const server = createServer((_, response) => response.end('ok'));
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      const origin = `http://127.0.0.1:${port}`;
      const urls = Object.fromEntries(
        UPSTREAM_NAMES.map((name) => [name, `${origin}/${name.toLowerCase()}`]),
      );
      tell({ type: 'ready', urls, adminUrl: `${origin}/admin`, mediaOrigin: origin });
      if (profile === 'short-lived') setTimeout(() => process.exit(3), 100);
    });
  }
}
