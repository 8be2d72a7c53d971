import { randomBytes, randomUUID } from 'node:crypto';
import type { LookupFunction } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { DestinationStream, Logger } from 'pino';
import type { Guarding } from '../datasources/guard/guarding.js';
import { assertTiersFit } from '../datasources/http/hop-budget.js';
import { randomText } from '../datasources/http/random-text.js';
import { Connections } from '../datasources/connections.js';
import type { Origins } from '../datasources/upstreams.js';
import { MAX_PAGE_SIZE } from '../mixing/page-range.js';
import { MOST_PRODUCTS } from '../resolvers/video-products.js';
import { buildGatewaySchema } from './build-schema.js';
import type { ResolvedConfig } from './config.js';
import { RequestContext, type ContextParts } from './context.js';
import { explainPlugin } from './explain/explain-plugin.js';
import { createLogger } from './observability/logger.js';
import { createMetrics } from './observability/metrics.js';
import { exposeStores } from './observability/store-metrics.js';
import { registerPlayground } from './playground/register-playground.js';
import packageJson from '../package.json' with { type: 'json' };
import { readTrustedDocuments } from './read-trusted-documents.js';
import { registerParityRoute } from './rollout/parity-route.js';
import { openRollout } from './rollout/open-rollout.js';
import { rolloutSummary, type RolloutSummary } from './rollout/rollout-summary.js';
import { NO_ROLLOUT, type Rollout } from './rollout/rollout.js';
import { createGraphqlServer } from './server/graphql-server.js';
import { armsOfFeed } from './snapshots/feed-arms.js';
import { SnapshotDuties } from './snapshots/snapshot-duties.js';
import type { Load, SheddingOptions } from './server/shedding.js';
import { openShadowing } from './shadow/open-shadowing.js';
import type { ShadowWay } from './shadow/shadowing.js';
import { hasSpareRoom } from './shadow/spare-room.js';
import { openCaseRecording } from './shadow/spool/open-case-recording.js';
import { asInvocations } from './startup/as-invocations.js';
import { registerDrain } from './startup/drain.js';
import { warmUp } from './startup/warm-up.js';

/** One request handed in without a socket. */
export interface InjectedRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  payload?: string | Buffer;
}

/** The answer to an injected request. */
export interface InjectedAnswer {
  statusCode: number;
  headers: Record<string, string | string[] | number | undefined>;
  payload: string | Buffer;
}

/** The server, built and not yet listening. */
export interface App {
  /** Milliseconds a request may take when its caller does not say. */
  readonly deadlineMs: number;
  listen(): Promise<{ url: string }>;
  inject(request: InjectedRequest): Promise<InjectedAnswer>;
  /** What rollouts are in progress; null: none are wanted. */
  rollout(): RolloutSummary | null;
  close(): Promise<void>;
}

/** Parts of the process that tests and functions replace; a server in production uses the defaults. */
export interface AppInternals {
  /** Epoch ms. */
  readonly now?: () => number;
  /** Stretches the time limits of upstream calls on busy machines. */
  readonly timeoutFactor?: number;
  /** Resolves names of upstreams on the request path; default: the system. */
  readonly lookup?: LookupFunction;
  /** What stands between requests and sources; default: breakers, retries and caps. */
  readonly guards?: Guarding;
  /** Whether good records are kept for the time after a failure; default: yes. */
  readonly keepsRecords?: boolean;
  /** Where log lines go; default: standard output. */
  readonly logTo?: DestinationStream;
  /** Most that a start waits (ms) for plans and snapshots, which then arrive in the background; default: 2 s. */
  readonly firstReadsMs?: number;
  /** Milliseconds from the plans to the reading of hot lists and snapshots; default: 0, together. */
  readonly fallbacksAfterMs?: number;
  /** Whether the first viewer is spared a cold process; default: yes. */
  readonly warmUp?: boolean;
  /** What refusing for lack of room looks at; default: this process. */
  readonly shedding?: SheddingOptions;
  /** Texts of documents that are registered beside those of the build; default: none. */
  readonly registered?: readonly string[];
  /** How requests come to be compared; functions record them, because they may stop after any answer. Default: run. */
  readonly shadow?: ShadowWay;
  /** Whether hot operations are compiled; default: yes. */
  readonly jit?: boolean;
}

/** Without plans in time it serves without slots, without snapshots the packaged list is behind the feed. */
const FIRST_READS_MS = 2_000;
const SESSION_ID_BYTES = 16;
/** Largest pages that resolvers give whatever is asked for: what an operation may cost is counted with them. */
const PAGE_SIZES = { 'Query.feed': MAX_PAGE_SIZE, 'Video.products': MOST_PRODUCTS };

const { version } = packageJson;

/** Builds the gateway from its configuration: sockets, schema, server. Everything is stopped by `close`. */
export async function createApp(config: ResolvedConfig, internals: AppInternals = {}): Promise<App> {
  assertTiersFit(config.requestDeadlineMs);
  const now = internals.now ?? Date.now;
  const logger = createLogger(config.logLevel, internals.logTo);
  const metrics = createMetrics();
  const connections = new Connections({
    // Which services may be null was checked when the configuration was read.
    origins: config.upstreams as Origins,
    telemetry: metrics,
    version,
    now,
    random: Math.random,
    mediaHosts: config.mediaHosts,
    localMediaOrigin: config.localMediaOrigin,
    servesFresh: config.entityCache,
    ...(internals.keepsRecords !== undefined && { keepsRecords: internals.keepsRecords }),
    diskPath: config.dataDir,
    ...(internals.fallbacksAfterMs !== undefined && { fallbacksAfterMs: internals.fallbacksAfterMs }),
    ...(internals.guards && { guards: internals.guards }),
    ...(internals.timeoutFactor !== undefined && { timeoutFactor: internals.timeoutFactor }),
    ...(internals.lookup && { lookup: internals.lookup }),
    arms: config.rolloutRules !== null,
  });
  exposeStores(metrics.registry, connections, now);
  const liveRollout = openRollout(config, {
    registry: metrics.registry,
    logger,
    version,
    random: Math.random,
    now,
  });
  const rollout: Rollout = liveRollout ?? { ...NO_ROLLOUT, isOpen: !config.production };
  const [signing = { kid: 0, key: randomBytes(32) }, ...verifying] = config.cursorKeys;
  const parts: ContextParts = {
    connections,
    metrics,
    deadlineMs: config.requestDeadlineMs,
    now,
    rollout,
    feed: {
      cursorKeys: [signing, ...verifying],
      videoPageUrl: config.videoPageUrl,
      newSessionId: () => randomText(SESSION_ID_BYTES, 'base64url'),
      newPvid: randomUUID,
    },
  };
  const duties = new SnapshotDuties(config, {
    connections,
    registry: metrics.registry,
    logger,
    version,
    now,
    arms: armsOfFeed({ ruling: () => rollout.ruling(), key: signing, now }),
    onKills: (listener) => liveRollout?.kills.onChange(listener),
  });
  // What is polled is on its way while the server is built.
  const firstReads = Promise.race([
    Promise.all([connections.start(), liveRollout?.start()]),
    delay(internals.firstReadsMs ?? FIRST_READS_MS, undefined, { ref: false }),
  ]);
  const schema = await buildGatewaySchema();
  performance.mark('schema built');
  let load = (): Load => ({ share: 0, loopMs: 0 });
  const server = await createGraphqlServer({
    schema,
    production: config.production,
    logger,
    telemetry: metrics,
    createContext: (facts) => new RequestContext(facts, parts),
    readiness: () => ({ ready: !drain.leaving, checks: [{ name: 'accepting', ok: !drain.leaving }] }),
    trustedDocuments: config.trustedDocuments ? registeredDocuments(internals.registered) : null,
    rateLimitCostPerS: config.rateLimitCostPerS,
    requestDeadlineMs: config.requestDeadlineMs,
    coalescing: config.coalescing,
    ruling: () => rollout.ruling().generation,
    pageSizes: PAGE_SIZES,
    plugins: config.production ? [] : [explainPlugin(schema, config.requestDeadlineMs)],
    onLoad: (read) => (load = read),
    playground: (fastify) => registerPlayground(fastify, { enabled: !config.production }),
    ...(internals.jit !== undefined && { jit: internals.jit }),
    ...(internals.shedding && { shedding: internals.shedding }),
  });
  const way = internals.shadow ?? 'run';
  const recorder = liveRollout && openCaseRecording({ config, version, now });
  if (liveRollout && config.rolloutRules !== null && (way === 'run' || recorder)) {
    const shadowing = openShadowing(config.rolloutRules, schema, logger, {
      connections,
      way,
      recorder,
      context: parts,
      now,
      mayRun: () => hasSpareRoom(load(), connections.guards),
      onFault: (error) => rollout.faulted(error),
    });
    liveRollout.compareBy(shadowing);
    registerParityRoute(server, () => shadowing.snapshot());
  }
  const drain = registerDrain(server);
  server.addHook('onClose', async () => {
    await Promise.all([connections.stop(), liveRollout?.stop()]);
  });
  await server.ready();
  performance.mark('server built');
  await firstReads;
  performance.mark('first reads done');
  duties.reportMissing();
  const injectOne: App['inject'] = async ({ method, ...rest }) => {
    const { statusCode, headers, rawPayload } = await server.inject({ method: method as 'GET', ...rest });
    return { statusCode, headers, payload: rawPayload };
  };
  const inject = liveRollout && way === 'record' ? asInvocations(injectOne, liveRollout) : injectOne;
  return {
    deadlineMs: config.requestDeadlineMs,
    listen: async () => {
      if (internals.warmUp ?? true) await quietly(logger, () => warmUp(server, connections));
      const url = await server.listen({ port: config.port, host: config.host });
      duties.begin(inject);
      return { url };
    },
    inject,
    rollout: () => liveRollout && rolloutSummary(liveRollout),
    close: async () => {
      await duties.end();
      await drain.close();
    },
  };
}

const registeredDocuments = (more: readonly string[] = []): Set<string> =>
  new Set([...readTrustedDocuments(), ...more]);

/** Runs a task without log lines: nobody outside asked for what it does. */
async function quietly(logger: Logger, task: () => Promise<void>): Promise<void> {
  const { level } = logger;
  logger.level = 'silent';
  try {
    await task();
  } finally {
    logger.level = level;
  }
}
