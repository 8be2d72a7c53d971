import { recommendationsEndpoint } from './algorithm/algorithm.api.js';
import { recommend } from './algorithm/algorithm.loaders.js';
import type { RecommendRequest, Recommendations } from './algorithm/algorithm.contract.js';
import type { HotListStore } from './algorithm/hot-list.store.js';
import { Serving } from './chain/serving.js';
import type { ContextOf, PublicContext, Segment } from './chain/source.js';
import type { Connections } from './connections.js';
import type { ViewerProfile } from './engagement/engagement.contract.js';
import { viewerProfileEndpoint } from './engagement/engagement.api.js';
import { viewerProfile } from './engagement/engagement.loaders.js';
import type { ExposureDays, Exposures } from './exposure/exposure.contract.js';
import { exposures, reportServed, type ServedReport } from './exposure/exposure.loaders.js';
import { exposuresEndpoint } from './exposure/exposure.api.js';
import { guarded } from './guard/guarding.js';
import type { Endpoint, Scope } from './http/endpoint.js';
import type { CallScope } from './http/transport.js';
import { ScopedContexts } from './scoped-contexts.js';
import type { SlotsStore } from './slots/slots.store.js';
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
}

/** All data sources of one request. */
export interface Datasources {
  /** Field by field, through the declared chains. */
  readonly serving: Serving;
  readonly slots: SlotsStore;
  readonly hotLists: HotListStore;
  /** Published lists, read in the background. */
  readonly snapshots: SnapshotStore;
  /**
   * What a feed knows of its request beyond headers. The first call counts, and only before anything was asked: a request has
   * one region and one session.
   */
  locate(where: { readonly region: string | null; readonly sessionId: string }): void;
  /** Rejects with UpstreamError. A viewer whom the algorithm refuses may be asked for as nobody. */
  recommend(request: RecommendRequest, as?: 'viewer' | 'anonymous'): Promise<Recommendations>;
  /** Asked once per request and number of days, however many feeds it has. Rejects with UpstreamError. */
  exposures(days: ExposureDays): Promise<Exposures>;
  /** Asked once per request. Rejects with UpstreamError. */
  profile(): Promise<ViewerProfile>;
  /** After the response. Rejects with UpstreamError. */
  reportServed(report: ServedReport): Promise<void>;
}

/** Makes the data sources of one request; nothing in them outlives it. */
export function createDatasources(connections: Connections, request: DatasourceRequest): Datasources {
  const contexts = new ScopedContexts(connections, request);
  const seen = new Map<ExposureDays, Promise<Exposures>>();
  let profile: Promise<ViewerProfile> | undefined;
  const contextOf = <S extends Scope>(scope: S): ContextOf[S] => contexts.of(scope);
  const remainingMs = () => request.calls.deadline.remaining();
  const read = <T>(source: Endpoint, attempt: () => Promise<T>): Promise<T> =>
    guarded(connections.guards, { source, budgetMs: remainingMs(), isFallback: false, attempt });
  return {
    serving: new Serving(
      contextOf,
      {
        now: request.now,
        emergency: () => connections.slots.emergency(),
        remainingMs,
        guards: connections.guards,
      },
      connections.options.telemetry,
    ),
    slots: connections.slots,
    hotLists: connections.hotLists,
    snapshots: connections.snapshots,
    locate: (where) => contexts.locate(where),
    recommend: (body, as) =>
      read(recommendationsEndpoint, () =>
        recommend(body, as === 'anonymous' ? contexts.anonymous() : contexts.of('VIEWER')),
      ),
    exposures(days) {
      const answer = seen.get(days) ?? read(exposuresEndpoint, () => exposures(days, contexts.of('VIEWER')));
      seen.set(days, answer);
      return answer;
    },
    profile: () => (profile ??= read(viewerProfileEndpoint, () => viewerProfile(contexts.of('VIEWER')))),
    reportServed: (report) => reportServed(report, contexts.of('VIEWER')),
  };
}
