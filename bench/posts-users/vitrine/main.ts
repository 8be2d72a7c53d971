import { randomUUID } from 'node:crypto';
import { buildSchema } from 'type-graphql';
import { Connections } from '../../../datasources/connections.js';
import type { Origins } from '../../../datasources/upstreams.js';
import { RequestContext, type ContextParts } from '../../../src/context.js';
import { NO_ROLLOUT } from '../../../src/rollout/rollout.js';
import { bufferedOutput } from '../../../src/observability/buffered-output.js';
import { createLogger } from '../../../src/observability/logger.js';
import { createMetrics } from '../../../src/observability/metrics.js';
import { createGraphqlServer } from '../../../src/server/graphql-server.js';
import { announce } from '../../measure/announce.js';
import { PostsResolver } from './posts.schema.js';

/**
 * The gateway's own server, executor, chains, guards, transport, metrics and log, in production settings, over the schema of posts
 * and users. `COALESCING=off`: every request is executed by itself.
 */

const UPSTREAM = process.env['UPSTREAM_URL'] ?? '';
const DEADLINE_MS = 3_000;

const logger = createLogger('info', bufferedOutput());
const metrics = createMetrics();
const connections = new Connections({
  origins: originsAt(UPSTREAM),
  telemetry: metrics,
  version: 'bench',
  now: Date.now,
  random: Math.random,
  mediaHosts: null,
  localMediaOrigin: null,
});
const parts: ContextParts = {
  connections,
  metrics,
  deadlineMs: DEADLINE_MS,
  now: Date.now,
  rollout: NO_ROLLOUT,
  feed: { cursorKeys: [], videoPageUrl: '', newSessionId: () => '', newPvid: randomUUID },
};
const server = await createGraphqlServer({
  schema: await buildSchema({ resolvers: [PostsResolver], validate: false }),
  production: true,
  logger,
  telemetry: metrics,
  createContext: (facts) => new RequestContext(facts, parts),
  readiness: () => ({ ready: true, checks: [] }),
  rateLimitCostPerS: 0,
  requestDeadlineMs: DEADLINE_MS,
  coalescing: process.env['COALESCING'] !== 'off',
});
await server.ready();
announce(server.server);

/** Only two of them are asked. Nothing is polled, as the connections are not started. */
function originsAt(url: string): Origins {
  return {
    ALGORITHM: url,
    CONTENT: url,
    CATALOG: url,
    PRICING: url,
    ACCOUNTS: url,
    SLOTS: url,
    INVENTORY: null,
    LIVE: null,
    EXPOSURE: null,
    ENGAGEMENT: null,
    LEGACY: null,
    SNAPSHOT: null,
  };
}
