import type { ReasonCode } from '../../schema/reason-codes.js';
import type { ContextOf, Segment, Source } from '../../datasources/chain/source.js';
import type { Outcome } from '../../datasources/chain/outcome.js';
import { Connections } from '../../datasources/connections.js';
import { Cancellation } from '../../datasources/http/cancellation.js';
import { Deadline } from '../../datasources/http/deadline.js';
import type { Scope } from '../../datasources/http/endpoint.js';
import { traceOf } from '../../datasources/http/trace.js';
import type { CallScope } from '../../datasources/http/transport.js';
import { UNGUARDED } from './unguarded.js';
import { createDatasources, type Datasources, type Viewer } from '../../datasources/index.js';
import { ScopedContexts } from '../../datasources/scoped-contexts.js';
import type { Telemetry } from '../../datasources/telemetry.js';
import type { Origins } from '../../datasources/upstreams.js';

/** What a test of the data sources has of one request. */
export interface UpstreamRequest {
  readonly datasources: Datasources;
  /** Deadline, trace and cancellation of its calls. */
  readonly calls: CallScope;
  /** Boundary codes counted so far, in order. */
  readonly counted: readonly ReasonCode[];
  /** Attempts so far, as telemetry was told. */
  readonly attempts: readonly { readonly operation: string; readonly outcome: string }[];
  /** Fields that a failure settled, as telemetry was told. */
  readonly degraded: readonly { readonly coordinate: string; readonly reason: string }[];
  /** Asks a source as the request would, without chunking. */
  load<V, S extends Scope>(
    source: Source<V, S>,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Outcome<V>>>;
  readonly contextOf: <S extends Scope>(scope: S) => ContextOf[S];
  readonly connections: Connections;
  /** Closes its sockets. */
  close(): Promise<void>;
}

/** Parts of a request that a test may choose. */
export interface RequestOptions {
  /** Epoch ms. */
  readonly now?: number;
  readonly deadlineMs?: number;
  readonly viewer?: Viewer;
  readonly channel?: Segment['channel'];
  readonly shadow?: boolean;
  readonly timeoutFactor?: number;
  /** Shares calls and kept records with other requests on the same connections; default: no. */
  readonly shares?: boolean;
  /** With breakers, retries and caps; default: without. */
  readonly guarded?: boolean;
  /** Those of an earlier request; its telemetry then hears of this one too. */
  readonly connections?: Connections;
}

/**
 * A request with sockets of its own to the given base URLs, wired as in production. Time limits are stretched ten times unless
 * said otherwise: test machines are busy.
 */
export function openRequest(origins: Origins, options: RequestOptions = {}): UpstreamRequest {
  const counted: ReasonCode[] = [];
  const attempts: { operation: string; outcome: string }[] = [];
  const degraded: { coordinate: string; reason: string }[] = [];
  const telemetry: Telemetry = {
    upstreamCall: ({ operation, outcome }) => attempts.push({ operation, outcome }),
    counted: (code, times = 1) => counted.push(...Array<ReasonCode>(times).fill(code)),
    mixed: () => undefined,
    refused: () => undefined,
    field: ({ coordinate, reason }) => void degraded.push({ coordinate, reason }),
  };
  const connections =
    options.connections ??
    new Connections({
      origins,
      telemetry,
      version: '0.0.0',
      now: Date.now,
      random: () => 0.5,
      mediaHosts: null,
      localMediaOrigin: null,
      timeoutFactor: options.timeoutFactor ?? 10,
      ...(!options.guarded && { guards: UNGUARDED }),
      servesFresh: options.shares ?? false,
    });
  const clock = () => performance.now();
  const calls: CallScope = {
    deadline: Deadline.ofRequest(clock(), options.deadlineMs ?? 10_000, clock),
    trace: traceOf(undefined),
    shadow: options.shadow ?? false,
    cancellation: new Cancellation(),
  };
  const request = {
    viewer: options.viewer ?? { viewerId: 'u1', deviceId: 'd1' },
    now: options.now ?? Date.now(),
    channel: options.channel ?? 'APP',
    calls,
    sessionId: 'session-1',
    count: (code: ReasonCode, times?: number) => telemetry.counted(code, times),
  };
  const contexts = new ScopedContexts(connections, request);
  return {
    datasources: createDatasources(connections, request),
    calls,
    counted,
    attempts,
    degraded,
    load: (source, ids) => source.load(ids, contexts.of(source.scope)),
    connections,
    contextOf: (scope) => contexts.of(scope),
    close: () => connections.stop(),
  };
}
