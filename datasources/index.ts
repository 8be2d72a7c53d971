import { recommendationsEndpoint } from './algorithm/algorithm.api.js';
import { recommend } from './algorithm/algorithm.loaders.js';
import type { RecommendRequest, Recommendations } from './algorithm/algorithm.contract.js';
import type { HotListReader } from './algorithm/hot-list.store.js';
import { Serving } from './chain/serving.js';
import type { Leads } from './chain/lead.js';
import type { ContextOf, PublicContext, Segment } from './chain/source.js';
import type { SourceAccess } from './connections.js';
import type { ViewerProfile } from './engagement/engagement.contract.js';
import { viewerProfileEndpoint } from './engagement/engagement.api.js';
import { viewerProfile } from './engagement/engagement.loaders.js';
import type { ExposureDays, Exposures } from './exposure/exposure.contract.js';
import { exposures, reportServed, type ServedReport } from './exposure/exposure.loaders.js';
import { exposuresEndpoint } from './exposure/exposure.api.js';
import { guarded } from './guard/guarding.js';
import type { Deadline } from './http/deadline.js';
import type { Endpoint, Scope } from './http/endpoint.js';
import type { Attempt, CallScope } from './http/transport.js';
import type { Tape } from './http/tape.js';
import { legacyFeedEndpoint } from './legacy/legacy.api.js';
import type { LegacyFeed } from './legacy/legacy-feed.contract.js';
import { legacyFeed, type LegacyFeedRequest } from './legacy/legacy.loaders.js';
import { RequestSharing } from './sharing/request-sharing.js';
import { ScopedContexts } from './scoped-contexts.js';
import type { SlotsReader } from './slots/slots.store.js';
import type { SnapshotStore } from './snapshot/snapshot.store.js';

/** Who asks, as far as the trusted edge says. */
export interface Viewer {
  readonly viewerId: string | null;
  readonly deviceId: string | null;
}

/** What one request brings for its data sources. */
export interface DatasourceRequest {
  readonly viewer: Viewer;
  /** Epoch ms, frozen when the request came in. */
  readonly now: number;
  readonly channel: Segment['channel'];
  readonly calls: CallScope;
  /** Counts boundary checks of this request. */
  readonly count: PublicContext['report'];
  /** Used until a feed brings its own. */
  readonly sessionId: string;
  /** Where rollouts start chains; default: nowhere. */
  readonly leads?: Leads;
  /** Stands between the request and its calls; default: nothing does. */
  readonly tape?: Tape | undefined;
}

/** All data sources of one request. */
export interface Datasources {
  /** By when the request must be answered; `deadline.tier('PRIMARY')` is the `end` of what that tier asks for. */
  readonly deadline: Deadline;
  /** Field by field, through the declared chains. */
  readonly serving: Serving;
  readonly slots: SlotsReader;
  readonly hotLists: HotListReader;
  /** Published lists, read in the background. */
  readonly snapshots: SnapshotStore;
  /**
   * What a feed knows of its request beyond headers. The first call counts, and only before anything was asked: a request has
   * one region and one session.
   */
  locate(where: { readonly region: string | null; readonly sessionId: string }): void;
  /** The most personal scope that anything of this request was read in. */
  scopeRead(): Scope;
  /**
   * Rejects with UpstreamError. A viewer whom the algorithm refuses may be asked for as nobody. `end`: that of the tier, by
   * default the request's; here and below.
   */
  recommend(request: RecommendRequest, as?: 'viewer' | 'anonymous', end?: Deadline): Promise<Recommendations>;
  /**
   * The Java feed. `isFallback`: it stands for a list that failed, inside the cap on what LEGACY may be asked; else a rollout lets
   * it lead. Rejects with UpstreamError. A viewer whom it refuses may be asked for as nobody.
   */
  legacyFeed(
    request: LegacyFeedRequest,
    as: 'viewer' | 'anonymous',
    end: Deadline,
    isFallback: boolean,
  ): Promise<LegacyFeed>;
  /** Asked once per request and number of days, however many feeds it has. Rejects with UpstreamError. */
  exposures(days: ExposureDays, end?: Deadline): Promise<Exposures>;
  /** Asked once per request. Rejects with UpstreamError. */
  profile(end?: Deadline): Promise<ViewerProfile>;
  /** After the response. Rejects with UpstreamError. */
  reportServed(report: ServedReport): Promise<void>;
}

/** Makes the data sources of one request; nothing in them outlives it. */
export function createDatasources(connections: SourceAccess, request: DatasourceRequest): Datasources {
  const contexts = new ScopedContexts(connections, request);
  const seen = new Map<ExposureDays, Promise<Exposures>>();
  let profile: Promise<ViewerProfile> | undefined;
  const contextOf = <S extends Scope>(scope: S, by: Attempt): ContextOf[S] => contexts.of(scope, by);
  const { transport } = connections;
  const limitMs = (timeoutMs: number): number => transport.limitMs(timeoutMs);
  const segment = (): Segment => contexts.of('SEGMENT').segment;
  const { deadline } = request.calls;
  const read = <T>(
    source: Endpoint,
    end: Deadline,
    load: (by: Attempt) => Promise<T>,
    isFallback = false,
  ): Promise<T> => {
    const timeoutMs = limitMs(source.timeoutMs);
    return guarded(connections.guards, {
      source,
      timeoutMs,
      budgetMs: end.budget(timeoutMs, 'only'),
      isFallback,
      attempt: (budgetMs, isSecond) => load({ deadline: end.within(budgetMs), unused: isSecond }),
    });
  };
  const viewerOr = (as: 'viewer' | 'anonymous' | undefined, by: Attempt) =>
    as === 'anonymous' ? contexts.anonymous(by) : contexts.of('VIEWER', by);
  return {
    deadline,
    serving: new Serving(
      contextOf,
      {
        now: request.now,
        emergency: () => connections.slots.emergency(),
        deadline,
        limitMs,
        guards: connections.guards,
        stores: connections.stores,
        segment,
        shadow: request.calls.shadow,
        sharing: connections.shared && new RequestSharing(connections.shared, request.calls, segment),
      },
      connections.telemetry,
      request.leads,
    ),
    slots: connections.slots,
    hotLists: connections.hotLists,
    snapshots: connections.snapshots,
    locate: (where) => contexts.locate(where),
    scopeRead: () => contexts.widest(),
    recommend: (body, as, end = deadline) =>
      read(recommendationsEndpoint, end, (by) => recommend(body, viewerOr(as, by))),
    legacyFeed: (body, as, end, isFallback) =>
      read(legacyFeedEndpoint, end, (by) => legacyFeed(body, viewerOr(as, by)), isFallback),
    exposures(days, end = deadline) {
      const answer =
        seen.get(days) ?? read(exposuresEndpoint, end, (by) => exposures(days, contexts.of('VIEWER', by)));
      seen.set(days, answer);
      return answer;
    },
    profile: (end = deadline) =>
      (profile ??= read(viewerProfileEndpoint, end, (by) => viewerProfile(contexts.of('VIEWER', by)))),
    reportServed: (report) => reportServed(report, contexts.of('VIEWER')),
  };
}
