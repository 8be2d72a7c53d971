import { createServer } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

const { port } = workerData as { port: number };
const server = createServer();

server.listen({ port, host: '127.0.0.1', backlog: 1 }, () => {
  parentPort?.postMessage('listening');
  // Blocks this thread for good: the event loop never gets to accept a connection.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});
