import type { ReasonCode } from '../../schema/reason-codes.js';
import type { Endpoint, Scope } from '../http/endpoint.js';
import type { CallRequest, WireIdentity } from '../http/transport.js';
import type { MediaPolicy } from '../parsing/media-url.js';
import type { UpstreamName } from '../upstreams.js';
import type { Outcome } from './outcome.js';

/** The public segment of a request: all that a SEGMENT source may vary by. */
export interface Segment {
  /** ISO 3166-2 as the client sent it, never from a profile. */
  readonly region: string | null;
  readonly channel: 'APP' | 'WEB';
}

/** What a PUBLIC source knows of a request. There is no viewer in it, neither in its type nor in the object. */
export interface PublicContext {
  /** Epoch ms, frozen when the request came in. */
  readonly now: number;
  readonly media: MediaPolicy;
  /** Calls an endpoint; resolves to parsed JSON, rejects with UpstreamError. */
  readonly call: (endpoint: Endpoint, request: CallRequest) => Promise<unknown>;
  /** Counts what a boundary check dropped or repaired. */
  readonly report: (code: ReasonCode, times?: number) => void;
}

/** What a SEGMENT source knows. */
export interface SegmentContext extends PublicContext {
  readonly segment: Segment;
}

/** What a VIEWER source knows. Its answers never leave the request. */
export interface ViewerContext extends SegmentContext {
  readonly viewer: WireIdentity;
}

/** The context that a source of a scope is given. */
export interface ContextOf {
  PUBLIC: PublicContext;
  SEGMENT: SegmentContext;
  VIEWER: ViewerContext;
}

/** One batch read of one upstream: ids in, an outcome per id out. */
export interface Source<V, S extends Scope = Scope> {
  /** Label in metrics: `PRICING.prices`. */
  readonly id: string;
  readonly upstream: UpstreamName;
  readonly scope: S;
  /** Largest set of ids in one call, from the upstream's contract. */
  readonly maxBatch: number;
  /** Longest that a batch may take, whole body included, in ms; a deadline may leave less. */
  readonly timeoutMs: number;
  /**
   * Asks for at most `maxBatch` distinct ids. Ids without an outcome count as MISSING.
   * @throws UpstreamError when the whole call failed
   */
  load(ids: readonly string[], context: ContextOf[S]): Promise<ReadonlyMap<string, Outcome<V>>>;
}

/** Declares a source; the type parameter keeps a PUBLIC source from reading a viewer. */
export const source = <V, S extends Scope>(declaration: Source<V, S>): Source<V, S> =>
  Object.freeze(declaration);
