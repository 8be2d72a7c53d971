import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** A port whose queue of pending connections is full: further ones are neither accepted nor refused. */
export interface FullBacklog {
  /** Frees the port. */
  release: () => Promise<void>;
}

/** Linux queues one connection more than the backlog of 1 asks for. */
const FILLERS = 2;

/**
 * Listens with a backlog of 1 in a worker thread that then blocks, so that nothing is ever accepted, and fills the
 * queue. On Linux the handshake of every further connection stays unanswered; elsewhere it may be refused instead.
 */
export async function occupyBacklog(port: number): Promise<FullBacklog> {
  const worker = new Worker(new URL('./full-backlog.worker.js', import.meta.url), { workerData: { port } });
  await once(worker, 'message');
  const fillers: Socket[] = [];
  for (let index = 0; index < FILLERS; index += 1) {
    const filler = connect(port, '127.0.0.1');
    filler.on('error', () => undefined);
    await once(filler, 'connect');
    fillers.push(filler);
  }
  return {
    release: async () => {
      for (const filler of fillers) filler.destroy();
      await worker.terminate();
    },
  };
}
