import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the range that systems take ports of connections and of port 0 from (32768 on Linux, 49152 elsewhere). */
const FIRST = 12_000;
const LAST = 31_999;

let next = FIRST + (process.pid % (LAST - FIRST));

/**
 * A free port that nobody is given by chance: whoever closes it for a while gets it back, which is not so with those that
 * port 0 stands for.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = next;
    next = next === LAST ? FIRST : next + 1;
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
