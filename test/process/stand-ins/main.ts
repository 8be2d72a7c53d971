/** The real start and stop around a server that answers `/slow` after a while and tells its process ids at `/pids`. */
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { fastify } from 'fastify';
import { registerDrain } from '../../../src/startup/drain.js';
import { run } from '../../../src/startup/run.js';

process.exit(
  await run({
    sandboxPath: join(import.meta.dirname, 'sandbox.js'),
    sandboxReadyWithinMs: 1000,
    createApp: (config) => {
      if (config.rolloutRules === 'broken') throw new Error('the rules cannot be read');
      const server = fastify({ forceCloseConnections: 'idle', return503OnClosing: false });
      const drain = registerDrain(server);
      server.get('/config', () => config);
      server.get('/slow', async () => {
        await sleep(config.requestDeadlineMs);
        const upstream = config.upstreams.CATALOG;
        return upstream === null ? 'none' : (await fetch(upstream)).text();
      });
      server.get('/crash', () => {
        setImmediate(() => {
          throw new Error('crashed on purpose');
        });
        return 'crashing';
      });
      return Promise.resolve({
        deadlineMs: 800,
        listen: async () => ({ url: await server.listen({ port: config.port, host: config.host }) }),
        inject: () => Promise.reject(new Error('not used here')),
        rollout: () => null,
        close: () => drain.close(),
      });
    },
  }),
);
