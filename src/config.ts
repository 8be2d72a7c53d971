import * as z from 'zod';
import { UPSTREAM_NAMES, type UpstreamName } from '../datasources/upstreams.js';
import type { CursorKey } from '../mixing/cursor.types.js';
import { StartError, type Problem } from './config/problem.js';
import {
  ADDRESSES,
  hintFor,
  type LOG_LEVELS,
  missingAddress,
  SETTINGS,
  urlVariable,
} from './config/variables.js';

/** How the process is set up: read once at start, checked, frozen. */
export interface Config {
  /** Port to listen on, 0 = any. */
  readonly port: number;
  /** Address to listen on. */
  readonly host: string;
  /** Base URL of each service without a slash at its end; null = the deployment has none, undefined = the embedded one. */
  readonly upstreams: Readonly<Record<UpstreamName, string | null | undefined>>;
  /** Whether services without a URL are served by the embedded sandbox. */
  readonly sandbox: boolean;
  /** Port of the sandbox's administration, 0 = any. */
  readonly sandboxAdminPort: number;
  /** Milliseconds a request may take in all. */
  readonly requestDeadlineMs: number;
  /** Keys that sign cursors, the signing one first; empty = a random key per process. */
  readonly cursorKeys: readonly CursorKey[];
  /** Hosts that pictures and videos may come from; null = any public https host. */
  readonly mediaHosts: readonly string[] | null;
  /** Address of a video's page, without the raw video id at its end. */
  readonly videoPageUrl: string;
  /** Path or URL of the rollout rules; null = none. */
  readonly rolloutRules: string | null;
  /** Folder for the last good snapshots, plans and lists, for a start without their services; null = none are kept. */
  readonly dataDir: string | null;
  /** Least severe level that is logged. */
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Whether clients outside the team can call. */
  readonly production: boolean;
  /** Whether this process publishes snapshots. */
  readonly snapshotPublish: boolean;
  /** Whether good records are served again, without asking, while they are fresh. */
  readonly entityCache: boolean;
  /** Whether equal requests under way at the same time are answered from one execution. */
  readonly coalescing: boolean;
  /** Whether only known documents are executed. */
  readonly trustedDocuments: boolean;
  /** Cost one client may spend in a second; 0 = no limit. */
  readonly rateLimitCostPerS: number;
}

/** The configuration after start: every service has an address or is known to be absent. */
export type ResolvedConfig = Omit<Config, 'upstreams'> & {
  readonly upstreams: Readonly<Record<UpstreamName, string | null>>;
  /** Origin of the sandbox's pictures; null when it serves nothing. */
  readonly localMediaOrigin: string | null;
  /** Address of the sandbox's administration; null when it serves nothing. */
  readonly adminUrl: string | null;
};

/** Five of the dearest permitted documents in a second: far above what one person scrolling causes. */
const PRODUCTION_COST_PER_S = 10_000;

/** Reads the environment; throws a StartError with every problem found. The only reader of `process.env`. */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const settings = z.object(SETTINGS).safeParse(env);
  const addresses = ADDRESSES.safeParse(env);
  const problems = [
    ...[settings, addresses].flatMap(({ error }) => error?.issues ?? []).map(toProblem),
    ...findMissingAddresses(env),
  ];
  if (!settings.success || !addresses.success || problems.length > 0) throw new StartError(problems);
  const values = settings.data;
  const upstreams = Object.fromEntries(
    UPSTREAM_NAMES.map((name) => [name, addresses.data[urlVariable(name)]]),
  ) as Record<UpstreamName, string | null | undefined>; // fromEntries forgets which keys it was given
  const production = values.NODE_ENV === 'production';
  return Object.freeze<Config>({
    port: values.PORT,
    host: values.HOST,
    upstreams: Object.freeze(upstreams),
    sandbox: values.SANDBOX,
    sandboxAdminPort: values.SANDBOX_ADMIN_PORT,
    requestDeadlineMs: values.REQUEST_DEADLINE_MS,
    cursorKeys: Object.freeze(values.CURSOR_KEYS.map((key) => Object.freeze(key))),
    mediaHosts: values.MEDIA_HOSTS && Object.freeze(values.MEDIA_HOSTS),
    videoPageUrl: values.VIDEO_PAGE_URL,
    rolloutRules: values.ROLLOUT_RULES,
    dataDir: values.DATA_DIR,
    logLevel: values.LOG_LEVEL,
    production,
    snapshotPublish: values.SNAPSHOT_PUBLISH ?? upstreams.SNAPSHOT === undefined,
    entityCache: values.ENTITY_CACHE ?? production,
    coalescing: values.COALESCING,
    trustedDocuments: values.TRUSTED_DOCUMENTS ?? production,
    rateLimitCostPerS: values.RATE_LIMIT_COST_PER_S ?? (production ? PRODUCTION_COST_PER_S : 0),
  });
}

/** The services without a URL: the embedded sandbox has to serve them. */
export function embeddedUpstreams(config: Config): readonly UpstreamName[] {
  return UPSTREAM_NAMES.filter((name) => config.upstreams[name] === undefined);
}

function toProblem(issue: z.core.$ZodIssue): Problem {
  const variable = String(issue.path[0]);
  return { subject: variable, wrong: issue.message, ...hintFor(variable) };
}

/** Looks at the raw values, so that missing addresses are reported beside values that are wrong. */
function findMissingAddresses(env: Readonly<Record<string, string | undefined>>): Problem[] {
  if (env['SANDBOX']?.trim() !== 'off') return [];
  return UPSTREAM_NAMES.filter((name) => env[urlVariable(name)] === undefined).map((name) =>
    missingAddress(name, 'SANDBOX=off leaves nothing to serve it'),
  );
}
