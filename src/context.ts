import type { ReasonCode } from '../schema/reason-codes.js';
import type { Caller } from '../rollout/decision/decide.js';
import type { SourceAccess } from '../datasources/connections.js';
import { Cancellation } from '../datasources/http/cancellation.js';
import { Deadline } from '../datasources/http/deadline.js';
import { TELLING_SHARE } from '../datasources/http/hop-budget.js';
import { traceOf } from '../datasources/http/trace.js';
import { Arms } from '../rollout/decision/arms.js';
import type { Tape } from '../datasources/http/tape.js';
import { createDatasources, type Datasources, type Viewer } from '../datasources/index.js';
import type { FeedArgs } from '../schema/feed.args.js';
import { RequestLeads } from '../resolvers/arms/request-leads.js';
import { whereabouts } from '../resolvers/feed/whereabouts.js';
import type { Client, FeedSettings, GatewayContext } from '../resolvers/gateway-context.js';
import { cacheHeaders } from './cache-policy.js';
import type { Metrics } from './observability/metrics.js';
import { callerOf } from './rollout/caller.js';
import { mayReport, rolloutReport } from './rollout/rollout-report.js';
import type { Rollout, Watching } from './rollout/rollout.js';
import { newLog, type RequestLog } from './shadow/request-log.js';
import { clientOf, deadlineOf, viewerOf } from './request-headers.js';
import type { AnswerFacts, RequestFacts, RequestOutcome, RequestScope } from './server/options.js';

/** What all requests share. */
export interface ContextParts {
  readonly connections: SourceAccess;
  readonly metrics: Metrics;
  readonly feed: FeedSettings;
  readonly rollout: Rollout;
  /** Milliseconds a request may take when its caller does not say. */
  readonly deadlineMs: number;
  /** Epoch ms. */
  readonly now: () => number;
}

/** In what a leg differs from the request that it stands for. */
export interface Leg {
  readonly arms: Arms;
  readonly log: RequestLog<Tape>;
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
  readonly arms: Arms;
  readonly leads: RequestLeads;
  readonly feed: FeedSettings;
  private readonly reasons = new Map<ReasonCode, number>();
  private readonly tasks: (() => Promise<void>)[] = [];
  private lookedAtViewer = false;

  /** What is remembered for comparing; null: nothing, as nearly always. */
  readonly log: RequestLog<Tape> | null;
  readonly executed: RequestScope['executed'];
  /** Rules look at the place of a request; where there are none, nobody does. */
  readonly begins: RequestScope['begins'];
  private readonly watching: Watching | null;

  /** `leg`: it stands for a request that was answered, on another side of a rollout. */
  constructor(
    readonly facts: RequestFacts,
    private readonly parts: ContextParts,
    leg?: Leg,
  ) {
    const { headers, signal, receivedAt, fromEdge } = facts;
    const { connections, feed, deadlineMs, now } = parts;
    this.now = now();
    this.who = viewerOf(headers, this.count);
    this.client = clientOf(headers, this.count);
    this.shadow = fromEdge && headers['x-shadow'] === '1';
    if (this.shadow) this.count('RQ_SHADOW');
    const trace = traceOf(typeof headers.traceparent === 'string' ? headers.traceparent : undefined);
    this.traceId = trace.traceId;
    const ruling = parts.rollout.ruling();
    this.watching = leg || this.shadow ? null : parts.rollout.watching(ruling, this.traceId);
    this.log = leg?.log ?? (this.watching && newLog(this.watching));
    this.executed = this.watching ? (operation, answer) => this.log?.ran(operation, answer) : undefined;
    this.feed = this.log?.idsOf(feed) ?? feed;
    this.arms = leg?.arms ?? new Arms(ruling, () => this.caller());
    this.begins =
      ruling.rules.length === 0
        ? undefined
        : (argumentsOf) => this.arms.locate(whereabouts(argumentsOf('feed') as unknown as FeedArgs[], this));
    const totalMs = deadlineOf(headers, deadlineMs, this.count);
    this.leads = new RequestLeads(
      this.arms,
      (error) => parts.rollout.faulted(error),
      this.log?.sights ?? null,
      totalMs < deadlineMs * TELLING_SHARE,
    );
    const cancellation = new Cancellation();
    if (signal.aborted) cancellation.cancel();
    signal.addEventListener('abort', () => cancellation.cancel(), { once: true });
    this.datasources = createDatasources(this.log?.sourcesOf(connections) ?? connections, {
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
      sessionId: this.feed.newSessionId(),
      leads: this.leads,
      tape: this.log?.tape,
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

  private caller(): Caller {
    const { headers, fromEdge } = this.facts;
    const head = { headers, fromEdge, viewer: this.who, client: this.client, now: this.now };
    return callerOf(head, this.feed.cursorKeys, this.count);
  }

  /** For the body of the answer; undefined when nobody asked who may. */
  private rolloutReport() {
    const { feed, now, parts, facts } = this;
    const may = mayReport(facts.headers, feed.cursorKeys, { now, isOpen: parts.rollout.isOpen });
    return may ? rolloutReport(this.arms) : undefined;
  }

  outcome({ hasErrors, emptyFields }: AnswerFacts): RequestOutcome {
    const { degradation, freshness } = this.datasources.serving;
    const degraded = degradation.report(emptyFields);
    const header = degradation.header();
    const scope = this.datasources.scopeRead();
    const rollout = this.rolloutReport();
    const isOwn = this.lookedAtViewer || this.arms.isPersonal || rollout !== undefined;
    const caching = cacheHeaders({
      scope,
      lookedAtViewer: isOwn,
      isImpaired: hasErrors || degraded !== undefined,
      freshForMs: () => freshness.leftMs(),
    });
    return {
      // who is over the rate gets less than others do, whatever was looked at
      personal: this.limited ? undefined : scope === 'VIEWER' || isOwn,
      headers: { ...caching, ...(header && { 'x-degraded': header }) },
      extensions: (degraded ?? rollout) && { ...(degraded && { degraded }), ...(rollout && { rollout }) },
      reasons: this.reasons,
    };
  }

  /** Tells each rule what its leading source did. Not of shadows: what becomes of them must neither stop a rule nor speak for it. */
  private noteArms(): void {
    for (const lead of this.leads.used()) {
      const outcome = lead.outcome();
      if (outcome) this.parts.rollout.note(lead.decision.rule.id, lead.decision.side, outcome);
    }
  }

  /** Runs what was put off. A client that left is no failure (RS_CLIENT), and was served nothing to report. */
  afterResponse(delivered: boolean): void {
    this.datasources.serving.healthy.flush(this.parts.metrics);
    if (!delivered) {
      this.count('RS_CLIENT');
      return;
    }
    if (!this.shadow) this.noteArms();
    this.watching?.onAnswered(this);
    for (const task of this.tasks) task().catch(() => this.count('RS_SIDE'));
  }
}
