import type { ReasonCode } from '../../schema/reason-codes.js';
import { Serving } from '../../datasources/chain/serving.js';
import type { ContextOf, PublicContext, Segment } from '../../datasources/chain/source.js';
import { Cancellation } from '../../datasources/http/cancellation.js';
import { Deadline } from '../../datasources/http/deadline.js';
import type { Scope } from '../../datasources/http/endpoint.js';
import { traceOf } from '../../datasources/http/trace.js';
import { Transport, type CallScope, type WireIdentity } from '../../datasources/http/transport.js';
import { MediaPolicy } from '../../datasources/parsing/media-url.js';
import type { Telemetry } from '../../datasources/telemetry.js';
import type { UpstreamName } from '../../datasources/upstreams.js';

/** What a test of the data sources sees of one request. */
export interface UpstreamRequest {
  readonly serving: Serving;
  readonly scope: CallScope;
  /** Boundary codes counted so far. */
  readonly counted: readonly ReasonCode[];
  /** Attempts so far, as telemetry was told. */
  readonly attempts: readonly { readonly operation: string; readonly outcome: string }[];
  readonly contextOf: <S extends Scope>(scope: S) => ContextOf[S];
  readonly transport: Transport;
  close(): Promise<void>;
}

/** Parts of a request that a test may choose. */
export interface RequestOptions {
  /** Epoch ms. */
  readonly now?: number;
  readonly deadlineMs?: number;
  readonly viewer?: WireIdentity;
  readonly segment?: Segment;
  readonly shadow?: boolean;
  readonly timeoutFactor?: number;
}

/** A request over real sockets to the given base URLs. Time limits are stretched five times: test machines are busy. */
export function openRequest(
  urls: Readonly<Record<UpstreamName, string | null>>,
  options: RequestOptions = {},
): UpstreamRequest {
  const counted: ReasonCode[] = [];
  const attempts: { operation: string; outcome: string }[] = [];
  const telemetry: Telemetry = {
    upstreamCall: ({ operation, outcome }) => attempts.push({ operation, outcome }),
    counted: (code, times = 1) => counted.push(...Array<ReasonCode>(times).fill(code)),
    field: () => undefined,
  };
  const transport = new Transport({
    origins: urls,
    telemetry,
    version: '0.0.0',
    timeoutFactor: options.timeoutFactor ?? 5,
  });
  const scope: CallScope = {
    deadline: new Deadline(performance.now() + (options.deadlineMs ?? 10_000), () => performance.now()),
    trace: traceOf(undefined),
    shadow: options.shadow ?? false,
    cancellation: new Cancellation(),
  };
  const viewer = options.viewer ?? { viewerId: 'u1', deviceId: 'd1' };
  const anonymous: PublicContext = {
    now: options.now ?? Date.now(),
    media: new MediaPolicy(null),
    call: (endpoint, request) => transport.call(endpoint, request, scope, null),
    report: (code, times) => telemetry.counted(code, times),
  };
  const segmented = {
    ...anonymous,
    segment: options.segment ?? { region: 'CN-ZJ', channel: 'APP' as const },
  };
  const contexts: ContextOf = {
    PUBLIC: anonymous,
    SEGMENT: segmented,
    VIEWER: {
      ...segmented,
      viewer,
      call: (endpoint, request) => transport.call(endpoint, request, scope, viewer),
    },
  };
  const contextOf = <S extends Scope>(name: S): ContextOf[S] => contexts[name];
  return {
    serving: new Serving(contextOf, telemetry),
    scope,
    counted,
    attempts,
    contextOf,
    transport,
    close: () => transport.close(),
  };
}
