import type { ContextOf, PublicContext, SegmentContext, ViewerContext } from './chain/source.js';
import type { SourceAccess } from './connections.js';
import type { Scope } from './http/endpoint.js';
import type { Attempt, CallScope, WireIdentity } from './http/transport.js';
import { UpstreamError } from './http/upstream-error.js';
import type { DatasourceRequest, Viewer } from './index.js';

/**
 * Builds what a source of each scope may know, and nothing more. Types alone would not do: a wider object fits a narrower
 * type, so each context is an object of its own, frozen.
 */
export class ScopedContexts {
  private region: string | null = null;
  private sessionId: string;
  private located = false;
  private publicContext: PublicContext | undefined;
  private segmentContext: SegmentContext | undefined;
  private viewerContext: ViewerContext | undefined;

  constructor(
    private readonly connections: SourceAccess,
    private readonly request: DatasourceRequest,
  ) {
    this.sessionId = request.sessionId;
  }

  /** Fixes region and session; the first call counts. */
  locate({ region, sessionId }: { readonly region: string | null; readonly sessionId: string }): void {
    if (this.located) return;
    this.located = true;
    this.region = region;
    this.sessionId = sessionId;
  }

  /** The context of a scope, for the calls of one attempt or, without one, of the whole request. */
  of<S extends Scope>(scope: S, attempt?: Attempt): ContextOf[S];
  of(scope: Scope, attempt?: Attempt): PublicContext {
    return attempt ? this.within(attempt, this.whole(scope)) : this.whole(scope);
  }

  private whole(scope: Scope): PublicContext {
    if (scope === 'PUBLIC') return (this.publicContext ??= this.build(null));
    if (scope === 'SEGMENT') return (this.segmentContext ??= this.buildSegment(null));
    return (this.viewerContext ??= this.buildViewer(this.request.viewer));
  }

  /** The most personal scope that was asked for so far; PUBLIC where none was. */
  widest(): Scope {
    if (this.viewerContext) return 'VIEWER';
    return this.segmentContext ? 'SEGMENT' : 'PUBLIC';
  }

  /** A VIEWER context of nobody, for when the viewer is refused. */
  anonymous(attempt: Attempt): ViewerContext {
    return this.within(attempt, this.buildViewer({ viewerId: null, deviceId: null }));
  }

  private within<C extends PublicContext & Partial<ViewerContext>>(attempt: Attempt, context: C): C {
    const calls = { ...this.request.calls, ...attempt };
    return Object.freeze({ ...context, call: this.callAs(context.viewer ?? null, calls) });
  }

  private build(identity: WireIdentity | null): PublicContext {
    const { now, calls, count } = this.request;
    return Object.freeze({
      now,
      media: this.connections.media,
      report: count,
      call: this.callAs(identity, calls),
    } satisfies PublicContext);
  }

  private callAs(identity: WireIdentity | null, calls: CallScope): PublicContext['call'] {
    const { transport } = this.connections;
    const { tape } = this.request;
    const call: PublicContext['call'] = tape
      ? (endpoint, request) =>
          tape.call(endpoint, request, identity, (onBody) =>
            transport.call(endpoint, request, calls, identity, onBody),
          )
      : (endpoint, request) => transport.call(endpoint, request, calls, identity);
    return identity === null ? call : this.countingRefusals(call);
  }

  /** Whoever refuses a viewer is counted (RQ_SESSION). Where nobody's id was sent, it is our own credentials that are refused. */
  private countingRefusals(call: PublicContext['call']): PublicContext['call'] {
    return async (endpoint, request) => {
      try {
        return await call(endpoint, request);
      } catch (error) {
        if (error instanceof UpstreamError && error.cls === 'UPSTREAM_AUTH') this.request.count('RQ_SESSION');
        throw error;
      }
    };
  }

  private buildSegment(identity: WireIdentity | null): SegmentContext {
    const segment = Object.freeze({ region: this.region, channel: this.request.channel });
    return Object.freeze({ ...this.build(identity), segment });
  }

  private buildViewer({ viewerId, deviceId }: Viewer): ViewerContext {
    // VIEWER services want a device; without one the session stands for it, and it is nobody's.
    const viewer: WireIdentity = Object.freeze({ viewerId, deviceId: deviceId ?? `s-${this.sessionId}` });
    return Object.freeze({ ...this.buildSegment(viewer), viewer });
  }
}
