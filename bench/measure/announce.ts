import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a process that the suite starts says first, on a line of its own. */
export interface Announcement {
  readonly url: string;
}

/** Lets a server listen on a free port of loopback and says where. It ends with its parent, whose pipe it reads. */
export function announce(server: Server): void {
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    const line: Announcement = { url: `http://127.0.0.1:${port}` };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  });
  process.stdin.resume().on('end', () => process.exit(0));
  process.once('SIGTERM', () => process.exit(0));
}
