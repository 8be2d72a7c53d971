import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../observability/metrics.js';
import type { Readiness } from './options.js';

/** Serves `/livez` (the event loop turns), `/readyz` (the process wants traffic) and `/metrics`. */
export function registerHealthRoutes(
  server: FastifyInstance,
  telemetry: Metrics,
  readiness: () => Readiness,
): void {
  const noStore = { 'cache-control': 'no-store' };
  server.get('/livez', (_request, reply) => reply.headers(noStore).send({ status: 'ok' }));
  server.get('/readyz', (_request, reply) => {
    const { ready, checks } = readiness();
    return reply
      .code(ready ? 200 : 503)
      .headers(noStore)
      .send({ ready, checks });
  });
  server.get('/metrics', async (_request, reply) => {
    const text = await telemetry.registry.metrics();
    return reply.headers({ ...noStore, 'content-type': telemetry.registry.contentType }).send(text);
  });
}
