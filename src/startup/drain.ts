import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/** The way a server leaves: first it says so on every answer, then it closes. */
export interface Drain {
  /** Whether the server is leaving; `/readyz` answers 503 then. */
  readonly leaving: boolean;
  /** Says goodbye on every connection, stops accepting, finishes what is in flight, closes. */
  close(): Promise<void>;
}

/** Long enough for busy kept connections to carry one more answer each, short enough to leave within half a second. */
const GOODBYE_MS = 200;

/**
 * Lets a server leave without cutting a request. Closing alone resets requests that are on the wire, and waits for
 * connections that clients keep open; so each answer closes its connection first. Needs `return503OnClosing: false`
 * and `forceCloseConnections: 'idle'`.
 */
export function registerDrain(server: FastifyInstance): Drain {
  let leaving = false;
  const silent = trackSilentSockets(server);
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (leaving) void reply.header('connection', 'close'); // not awaited: a reply is a promise of being sent
    done();
  });
  return {
    get leaving() {
      return leaving;
    },
    close: async () => {
      leaving = true;
      if ((await countConnections(server)) > 0) await sleep(GOODBYE_MS);
      for (const socket of silent) socket.destroy();
      await server.close();
    },
  };
}

/** Sockets that never asked for anything, such as those that browsers open ahead: Node does not count them as idle. */
function trackSilentSockets({ server }: FastifyInstance): ReadonlySet<Socket> {
  const silent = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.on('request', ({ socket }: IncomingMessage) => silent.delete(socket));
  return silent;
}

function countConnections({ server }: FastifyInstance): Promise<number> {
  return new Promise((resolve) => server.getConnections((_, count) => resolve(count || 0)));
}
