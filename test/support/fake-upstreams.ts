import { UPSTREAM_NAMES, type UpstreamName } from '../../datasources/upstreams.js';
import { defaultRoutes } from './fake-defaults.js';
import { covers, failure, FakeServer, type FakeCall, type Handler } from './fake-server.js';

export { batch, document, recommend, recommendInOrder, subjectOf } from './fake-defaults.js';
export { failure, json, type FakeCall, type Handler, type Reply } from './fake-server.js';

/** Real HTTP servers on loopback in the place of the twelve upstreams. */
export interface FakeUpstreams {
  /** Base URL of each. */
  readonly urls: Readonly<Record<UpstreamName, string>>;
  /** The same as environment variables: `CONTENT_URL` and so on. */
  readonly env: Readonly<Record<string, string>>;
  /** Every call since the start or the last `reset`, in order of arrival. */
  readonly calls: readonly FakeCall[];
  /** The calls of one upstream at this path or below it. */
  callsOf(upstream: UpstreamName, pathPrefix?: string): readonly FakeCall[];
  /** Puts a handler before all others of that path; it stays until `reset`. */
  on(upstream: UpstreamName, pathPrefix: string, handler: Handler): void;
  /** Makes an upstream answer everything with this status. */
  fail(upstream: UpstreamName, status?: number): void;
  /** Makes an upstream, or one path of it and below, wait before it answers, in ms. The newest that covers a path counts. */
  delay(upstream: UpstreamName, ms: number, pathPrefix?: string): void;
  /** Back to the default answers; forgets the calls. */
  reset(): void;
  /** Closes all servers and their connections. */
  close(): Promise<void>;
}

/** Handlers to begin with, by upstream and path prefix. */
export type FakeHandlers = Readonly<Partial<Record<UpstreamName, Readonly<Record<string, Handler>>>>>;

/**
 * Starts the twelve servers. By default each answers every id it is asked for with a good record; `now` (epoch ms) is what
 * makes them fresh.
 */
export async function startFakeUpstreams(
  handlers: FakeHandlers = {},
  now: () => number = Date.now,
): Promise<FakeUpstreams> {
  const calls: FakeCall[] = [];
  const routes = defaultRoutes(now);
  const servers = Object.fromEntries(
    UPSTREAM_NAMES.map((name) => [name, new FakeServer(name, calls, routed(routes[name]))]),
  ) as Record<UpstreamName, FakeServer>;
  const addresses = await Promise.all(
    UPSTREAM_NAMES.map(async (name) => [name, await servers[name].listen()] as const),
  );
  const start = () => {
    for (const name of UPSTREAM_NAMES)
      for (const [prefix, handler] of Object.entries(handlers[name] ?? {})) servers[name].on(prefix, handler);
  };
  start();
  return {
    urls: Object.fromEntries(addresses) as Record<UpstreamName, string>,
    env: Object.fromEntries(addresses.map(([name, url]) => [`${name}_URL`, url])),
    calls,
    callsOf: (upstream, pathPrefix = '/') =>
      calls.filter((call) => call.upstream === upstream && covers(pathPrefix, call.path)),
    on: (upstream, pathPrefix, handler) => servers[upstream].on(pathPrefix, handler),
    fail: (upstream, status = 500) => servers[upstream].on('/', () => failure(status)),
    delay: (upstream, ms, pathPrefix = '/') => servers[upstream].delay(ms, pathPrefix),
    reset() {
      calls.length = 0;
      for (const server of Object.values(servers)) server.reset();
      start();
    },
    async close() {
      await Promise.all(Object.values(servers).map((server) => server.close()));
    },
  };
}

const routed =
  (routes: Readonly<Record<string, Handler>>): Handler =>
  (call, response) => {
    const [, handler] = Object.entries(routes).find(([path]) => covers(path, call.path)) ?? [];
    return handler ? handler(call, response) : failure(404);
  };
