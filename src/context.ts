import type { ReasonCode } from '../schema/reason-codes.js';
import type { Connections } from '../datasources/connections.js';
import { Cancellation } from '../datasources/http/cancellation.js';
import { Deadline } from '../datasources/http/deadline.js';
import { traceOf } from '../datasources/http/trace.js';
import { createDatasources, type Datasources, type Viewer } from '../datasources/index.js';
import type { Client, FeedSettings, GatewayContext } from '../resolvers/gateway-context.js';
import { cacheHeaders } from './cache-policy.js';
import type { Metrics } from './observability/metrics.js';
import { clientOf, deadlineOf, viewerOf } from './request-headers.js';
import type { AnswerFacts, RequestFacts, RequestOutcome, RequestScope } from './server/options.js';

/** What all requests share. */
export interface ContextParts {
  readonly connections: Connections;
  readonly metrics: Metrics;
  readonly feed: FeedSettings;
  /** Milliseconds a request may take when its caller does not say. */
  readonly deadlineMs: number;
  /** Epoch ms. */
  readonly now: () => number;
}

/** One request, as resolvers and as the server see it. */
export class RequestContext implements GatewayContext, RequestScope {
  readonly now: number;
  readonly traceId: string;
  private readonly who: Viewer;
  readonly client: Client;
  readonly shadow: boolean;
  limited = false;
  readonly datasources: Datasources;
  readonly serve: GatewayContext['serve'];
  readonly feed: FeedSettings;
  private readonly reasons = new Map<ReasonCode, number>();
  private readonly tasks: (() => Promise<void>)[] = [];
  private lookedAtViewer = false;

  constructor(
    facts: RequestFacts,
    private readonly parts: ContextParts,
  ) {
    const { headers, signal, receivedAt, fromEdge } = facts;
    const { connections, feed, deadlineMs, now } = parts;
    this.now = now();
    this.feed = feed;
    this.who = viewerOf(headers, this.count);
    this.client = clientOf(headers, this.count);
    this.shadow = fromEdge && headers['x-shadow'] === '1';
    if (this.shadow) this.count('RQ_SHADOW');
    const trace = traceOf(typeof headers.traceparent === 'string' ? headers.traceparent : undefined);
    this.traceId = trace.traceId;
    const cancellation = new Cancellation();
    if (signal.aborted) cancellation.cancel();
    signal.addEventListener('abort', () => cancellation.cancel(), { once: true });
    const totalMs = deadlineOf(headers, deadlineMs, this.count);
    this.datasources = createDatasources(connections, {
      viewer: this.who,
      now: this.now,
      channel: this.client.platform === 'WEB' ? 'WEB' : 'APP',
      calls: {
        deadline: Deadline.ofRequest(receivedAt, totalMs, () => performance.now()),
        trace,
        shadow: this.shadow,
        cancellation,
      },
      count: this.count,
      sessionId: feed.newSessionId(),
    });
    const { serving } = this.datasources;
    this.serve = (view, id, carried) => serving.serve(view, id, carried);
  }

  /** Who asks. Whoever looks makes the answer personal, even where it finds nobody: somebody else would be answered otherwise. */
  get viewer(): Viewer {
    this.lookedAtViewer = true;
    return this.who;
  }

  readonly count = (code: ReasonCode, times = 1): void => {
    this.reasons.set(code, (this.reasons.get(code) ?? 0) + times);
    this.parts.metrics.counted(code, times);
  };

  readonly noted = (note: string, times: number): void => this.parts.metrics.mixed(note, times);

  readonly defer = (task: () => Promise<void>): void => {
    this.tasks.push(task);
  };

  /** A caller a little over its rate gets feeds from memory. Far over it the server refuses. */
  rateExceeded(): void {
    this.limited = true;
    this.count('RQ_LIMITED');
  }

  outcome({ hasErrors, emptyFields }: AnswerFacts): RequestOutcome {
    const { degradation, freshness } = this.datasources.serving;
    const degraded = degradation.report(emptyFields);
    const header = degradation.header();
    const scope = this.datasources.scopeRead();
    const caching = cacheHeaders({
      scope,
      lookedAtViewer: this.lookedAtViewer,
      isImpaired: hasErrors || degraded !== undefined,
      freshForMs: () => freshness.leftMs(),
    });
    return {
      // who is over the rate gets less than others do, whatever was looked at
      personal: this.limited ? undefined : scope === 'VIEWER' || this.lookedAtViewer,
      headers: { ...caching, ...(header && { 'x-degraded': header }) },
      extensions: degraded && { degraded },
      reasons: this.reasons,
    };
  }

  /** Runs what was put off. A client that left is no failure (RS_CLIENT), and was served nothing to report. */
  afterResponse(delivered: boolean): void {
    this.datasources.serving.healthy.flush(this.parts.metrics);
    if (!delivered) {
      this.count('RS_CLIENT');
      return;
    }
    for (const task of this.tasks) task().catch(() => this.count('RS_SIDE'));
  }
}
