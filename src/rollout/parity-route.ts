import type { FastifyInstance } from 'fastify';
import type { InstanceFigures } from '../../rollout/parity/parity-figures.js';
import { refusal } from '../refusal.js';
import { isTrustedEdge } from '../server/trusted-edge.js';

/** Where figures of comparisons are read. */
export const PARITY_PATH = '/rollout/parity';

/** Serves what was compared so far to our own network: `npm run parity` reads it. Values in it are redacted. */
export function registerParityRoute(server: FastifyInstance, figures: () => InstanceFigures): void {
  server.get(PARITY_PATH, (request, reply) => {
    if (!isTrustedEdge(request.ip)) throw refusal('NOT_FOUND');
    return reply.headers({ 'cache-control': 'no-store' }).send(figures());
  });
}
