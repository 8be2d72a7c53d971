import { readFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import { createApp, type App, type AppInternals } from '../../src/app.js';
import { readConfig, type ResolvedConfig } from '../../src/config.js';
import { resolveConfig } from '../../src/startup/resolve-config.js';
import { ROOMY } from './roomy.js';
import { UNGUARDED } from './unguarded.js';
import { startFakeUpstreams, type FakeUpstreams } from './fake-upstreams.js';

const OPERATIONS = new URL('../../../test/operations/', import.meta.url);

/** A GraphQL answer as a client gets it. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Untyped, as a client without generated types sees it. */
  readonly data: any;
  readonly errors:
    | readonly { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[]
    | undefined;
  /** The body as it was sent. */
  readonly text: string;
  /** From sending to the whole answer, in ms. */
  readonly ms: number;
}

/** A gateway as production builds it, listening on loopback, with stand-ins for its upstreams. */
export interface TestGateway {
  readonly url: string;
  readonly upstreams: FakeUpstreams;
  /** Log lines so far, parsed. */
  readonly logs: readonly Record<string, unknown>[];
  /** Sends a document; `headers` default to a known viewer on a known device. */
  ask(query: string, variables?: object, headers?: Record<string, string>): Promise<Answer>;
  /** Sends a committed operation, by the name of its file without `.graphql`. */
  run(operation: string, variables?: object, headers?: Record<string, string>): Promise<Answer>;
  /** Value of a counter, summed over all series that have these labels; 0 when there is none. */
  metric(name: string, labels?: Record<string, string>): Promise<number>;
  close(): Promise<void>;
}

/** What a test may choose. */
export interface GatewayOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly internals?: AppInternals;
  /** With breakers, retries and caps, as in production; default: without, so that tests can count calls to dead upstreams. */
  readonly guarded?: boolean;
  readonly upstreams?: FakeUpstreams;
  /** Origin of a sandbox's pictures, for gateways whose `env` points to one. */
  readonly localMediaOrigin?: string;
}

/** Ids that the edge sets for a viewer. */
export const VIEWER = { 'x-viewer-id': 'u1', 'x-device-id': 'd1' } as const;
/** Nobody known. */
export const ANONYMOUS = {} as const;

/**
 * Time limits are stretched and nobody is refused for lack of room: test machines are busy, and no test waits for a limit or
 * fills a gateway unless it says so. Nothing is kept from one request to the next, so that a test may fail a service that has
 * answered before.
 */
const PATIENT: AppInternals = { timeoutFactor: 20, warmUp: false, shedding: ROOMY, keepsRecords: false };

/** Text of a committed operation. */
export const operationText = (name: string): string =>
  readFileSync(new URL(`${name}.graphql`, OPERATIONS), 'utf8');

/** Starts a gateway before twelve stand-ins; `close` ends both. */
export async function startGateway({
  env = {},
  internals = {},
  guarded = false,
  upstreams,
  localMediaOrigin,
}: GatewayOptions = {}): Promise<TestGateway> {
  const fakes = upstreams ?? (await startFakeUpstreams({}, internals.now));
  const logs: Record<string, unknown>[] = [];
  const settings = {
    PORT: '0',
    SANDBOX: 'off',
    LOG_LEVEL: 'info',
    REQUEST_DEADLINE_MS: '20000',
    ...fakes.env,
    LEGACY_URL: 'none',
    SNAPSHOT_URL: 'none',
    ...env,
  };
  const config: ResolvedConfig = {
    ...resolveConfig(readConfig(settings), null),
    localMediaOrigin: localMediaOrigin ?? null,
  };
  const app = await createApp(config, {
    ...PATIENT,
    ...(!guarded && { guards: UNGUARDED }),
    logTo: lines(logs),
    ...internals,
  });
  const { url } = await app.listen();
  const ask: TestGateway['ask'] = (query, variables = {}, headers = VIEWER) =>
    send(url, { query, variables }, headers);
  return {
    url,
    upstreams: fakes,
    logs,
    ask,
    run: (operation, variables, headers) => ask(operationText(operation), variables, headers),
    metric: (name, labels = {}) => readMetric(url, name, labels),
    close: () => closeBoth(app, fakes),
  };
}

async function send(url: string, body: object, headers: Record<string, string>): Promise<Answer> {
  const startedAt = performance.now();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const { data, errors } = JSON.parse(text) as Pick<Answer, 'data' | 'errors'>;
  return {
    status: response.status,
    headers: response.headers,
    data,
    errors,
    text,
    ms: performance.now() - startedAt,
  };
}

async function readMetric(url: string, name: string, labels: Record<string, string>): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return text
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
    .filter((line) => Object.entries(labels).every(([label, value]) => line.includes(`${label}="${value}"`)))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
}

const lines = (logs: Record<string, unknown>[]): Writable =>
  new Writable({
    write(chunk: Buffer, _encoding, done) {
      for (const line of chunk.toString().split('\n'))
        if (line !== '') logs.push(JSON.parse(line) as Record<string, unknown>);
      done();
    },
  });

async function closeBoth(app: App, upstreams: FakeUpstreams): Promise<void> {
  await app.close();
  await upstreams.close();
}
