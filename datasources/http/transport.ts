import type { LookupFunction } from 'node:net';
import { Pool } from 'undici';
import type { Telemetry } from '../telemetry.js';
import type { Origins, UpstreamName } from '../upstreams.js';
import type { Cancellation } from './cancellation.js';
import { exactConnector } from './connector.js';
import type { Deadline } from './deadline.js';
import { LEAST_USEFUL_MS } from './hop-budget.js';
import type { Endpoint } from './endpoint.js';
import { Exchange, type ExchangeEnd } from './exchange.js';
import { KeptConnection } from './kept-connection.js';
import { spanHeader, type Trace } from './trace.js';
import { UpstreamError } from './upstream-error.js';

const CONNECT_MS = 50;
/** undici never queues while it may open another socket; this bounds sockets per origin. */
const CONNECTIONS = 128;

/** What every call of one request shares. */
export interface CallScope {
  readonly deadline: Deadline;
  readonly trace: Trace;
  /** Marks load tests and shadow traffic upstream. */
  readonly shadow: boolean;
  readonly cancellation: Cancellation;
  /** Whether each call gets a connection that nobody has used; default: any that is open. */
  readonly unused?: boolean;
}

/** What is different from attempt to attempt of one read. */
export type Attempt = Pick<CallScope, 'deadline' | 'unused'>;

/** Ids sent to VIEWER endpoints, and to no others. */
export interface WireIdentity {
  readonly viewerId: string | null;
  readonly deviceId: string;
}

/** The variable part of one call. */
export interface CallRequest {
  /** Appended to the endpoint's path: `?days=7`. */
  readonly suffix?: string;
  readonly body?: unknown;
}

export interface TransportOptions {
  readonly origins: Origins;
  readonly telemetry: Telemetry;
  readonly version: string;
  /** Stretches every time limit; tests on a busy machine use it, production does not. */
  readonly timeoutFactor?: number;
  /** Sockets per upstream; default: as many as requests may need. */
  readonly connections?: number;
  /** Resolves names of upstreams; default: the system. */
  readonly lookup?: LookupFunction;
}

interface Origin {
  /** Connections that are kept, and used again and again. */
  readonly kept: Pool;
  /** Connections of one call each. */
  readonly single: Pool;
  readonly prefix: string;
}

/** The sockets to all upstreams, shared by all requests of a process. The only place on the request path that does I/O. */
export class Transport {
  private readonly origins = new Map<UpstreamName, Origin>();
  private readonly timeoutFactor: number;

  constructor(private readonly options: TransportOptions) {
    this.timeoutFactor = options.timeoutFactor ?? 1;
    for (const [name, url] of Object.entries(options.origins) as [UpstreamName, string | null][])
      if (url !== null && !url.startsWith('file:')) this.origins.set(name, this.open(new URL(url)));
  }

  private open(url: URL): Origin {
    const options = {
      connections: this.options.connections ?? CONNECTIONS,
      connect: exactConnector(CONNECT_MS * this.timeoutFactor, this.options.lookup),
      headersTimeout: 2_000 * this.timeoutFactor,
      bodyTimeout: 2_000 * this.timeoutFactor,
    };
    const factory = (origin: URL, forEach: object) => new KeptConnection(origin, forEach);
    return {
      kept: new Pool(url.origin, { ...options, pipelining: 1, factory }),
      single: new Pool(url.origin, { ...options, pipelining: 0 }),
      prefix: url.pathname.replace(/\/$/, ''),
    };
  }

  /**
   * One attempt at one endpoint; resolves to the parsed JSON of a 2xx answer. `onBody` is told how many bytes that has.
   * @throws UpstreamError with the class of what went wrong, never later than the endpoint's timeout or the deadline
   */
  async call(
    endpoint: Endpoint,
    request: CallRequest,
    scope: CallScope,
    identity: WireIdentity | null,
    onBody?: (bytes: number) => void,
  ): Promise<unknown> {
    const startedAt = performance.now();
    const end = await this.exchange(endpoint, request, scope, identity);
    if (onBody && end.cls === undefined) onBody(Buffer.byteLength(end.body));
    const answer = end.cls === undefined ? parse(end.body) : NOT_JSON;
    const outcome = end.cls ?? (answer === NOT_JSON ? 'PARSE' : 'ok');
    if (outcome !== 'NOT_CONFIGURED') {
      const ms = performance.now() - startedAt;
      this.options.telemetry.upstreamCall({
        upstream: endpoint.upstream,
        operation: endpoint.id,
        outcome,
        ms,
      });
    }
    if (outcome !== 'ok') throw new UpstreamError(endpoint.id, outcome, end.cls ? end.retryAfterMs : null);
    return answer;
  }

  /** How long an operation may take in this process, in ms, by what its contract says. */
  limitMs(timeoutMs: number): number {
    return timeoutMs * this.timeoutFactor;
  }

  private exchange(
    endpoint: Endpoint,
    request: CallRequest,
    scope: CallScope,
    identity: WireIdentity | null,
  ): Promise<ExchangeEnd> {
    const origin = this.origins.get(endpoint.upstream);
    if (!origin) return refused('NOT_CONFIGURED');
    const limit = this.limitMs(endpoint.timeoutMs);
    // Rounded up: an attempt given 20 ms has a little less by now, and is still worth making.
    const budget = endpoint.background ? limit : Math.ceil(Math.min(limit, scope.deadline.remaining()));
    if (budget < LEAST_USEFUL_MS) return refused('TIMEOUT');
    if (!endpoint.background && scope.cancellation.cancelled) return refused('CANCELLED');

    return new Promise((resolve) => {
      const exchange = new Exchange((end) => {
        clearTimeout(timer);
        scope.cancellation.delete(exchange);
        resolve(end);
      });
      // A busy loop fires timers before it reads sockets: one turn of grace lets an answer that has arrived be seen.
      const timer = setTimeout(() => setImmediate(() => exchange.stop('TIMEOUT')), budget);
      if (!endpoint.background) scope.cancellation.add(exchange);
      origin[scope.unused ? 'single' : 'kept'].dispatch(
        {
          method: endpoint.method,
          path: `${origin.prefix}${endpoint.path}${request.suffix ?? ''}`,
          headers: this.headers(endpoint, scope, identity, budget),
          body: request.body === undefined ? null : JSON.stringify(request.body),
        },
        exchange,
      );
    });
  }

  private headers(
    endpoint: Endpoint,
    scope: CallScope,
    identity: WireIdentity | null,
    budget: number,
  ): Record<string, string> {
    const headers: Record<string, string> = {
      accept: 'application/json',
      'accept-encoding': 'identity',
      'user-agent': `vitrine/${this.options.version}`,
      traceparent: spanHeader(scope.trace),
    };
    if (!endpoint.background) headers['x-deadline-ms'] = String(budget);
    if (endpoint.method === 'POST') headers['content-type'] = 'application/json';
    if (scope.shadow) headers['x-shadow'] = '1';
    if (endpoint.scope === 'VIEWER' && identity) {
      headers['x-device-id'] = identity.deviceId;
      if (identity.viewerId !== null) headers['x-viewer-id'] = identity.viewerId;
    }
    return headers;
  }

  /** Closes all sockets; calls in flight end as RESET. */
  async close(): Promise<void> {
    const pools = [...this.origins.values()].flatMap(({ kept, single }) => [kept, single]);
    await Promise.all(pools.map((pool) => pool.destroy()));
  }
}

const NOT_JSON = Symbol('not JSON');

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return NOT_JSON;
  }
}

const refused = (cls: 'NOT_CONFIGURED' | 'CANCELLED' | 'TIMEOUT'): Promise<ExchangeEnd> =>
  Promise.resolve({ cls, retryAfterMs: null });
