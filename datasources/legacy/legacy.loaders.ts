import { ok, type Outcome } from '../chain/outcome.js';
import { source, type Source, type ViewerContext } from '../chain/source.js';
import type { AuthorState, VideoState } from '../engagement/engagement.contract.js';
import type { Endpoint } from '../http/endpoint.js';
import { UpstreamError } from '../http/upstream-error.js';
import {
  LEGACY_LIMIT,
  legacyAccountsEndpoint,
  legacyFeedEndpoint,
  legacyItemsEndpoint,
  legacyVideosEndpoint,
  legacyViewerEndpoint,
} from './legacy.api.js';
import { parseLegacyAccount } from './legacy-account.contract.js';
import { callLegacy } from './legacy-call.js';
import { parseLegacyFeed, type LegacyFeed } from './legacy-feed.contract.js';
import { parseLegacyItem } from './legacy-item.contract.js';
import { alignRows, type LegacyRows } from './legacy-rows.js';
import { parseLegacyVideo } from './legacy-video.contract.js';
import { parseLegacyMarks, type LegacyMarks } from './legacy-viewer.contract.js';
import { QuirkReader } from './quirks.js';

/** A batch API: the parameter for its ids and the property of its answer that holds the list. */
interface LegacyBatch<V extends object> extends LegacyRows<V> {
  readonly endpoint: Endpoint<'PUBLIC'>;
  readonly param: string;
  readonly list: string;
}

const batch = <V extends object>({ endpoint, param, list, ...rows }: LegacyBatch<V>): Source<V, 'PUBLIC'> =>
  source({
    id: endpoint.id,
    upstream: endpoint.upstream,
    scope: endpoint.scope,
    maxBatch: LEGACY_LIMIT,
    timeoutMs: endpoint.timeoutMs,
    async load(ids, context) {
      const data = await callLegacy(endpoint, { [param]: ids.join() }, context);
      const read = new QuirkReader(data, context.report);
      const records = read.records(list);
      if (read.faulty) throw new UpstreamError(endpoint.id, 'SCHEMA');
      return alignRows(ids, records, rows, context);
    },
  });

/** Videos by id, with the authors and items embedded in the same answer. */
export const legacyVideos = batch({
  endpoint: legacyVideosEndpoint,
  param: 'ids',
  list: 'videoList',
  idField: 'contentId',
  parse: parseLegacyVideo,
});

/** Items by id: one answer serves catalogue, price and stock. Knows no viewer and no region. */
export const legacyItems = batch({
  endpoint: legacyItemsEndpoint,
  param: 'itemIds',
  list: 'itemList',
  idField: 'itemId',
  parse: parseLegacyItem,
});

/** Authors by account id. */
export const legacyAccounts = batch({
  endpoint: legacyAccountsEndpoint,
  param: 'accountIds',
  list: 'accountList',
  idField: 'accountId',
  parse: parseLegacyAccount,
});

const states = <V extends object>(
  param: 'videoIds' | 'accountIds',
  stateOf: (marks: LegacyMarks, id: string) => V,
): Source<V, 'VIEWER'> =>
  source({
    id: legacyViewerEndpoint.id,
    upstream: legacyViewerEndpoint.upstream,
    scope: legacyViewerEndpoint.scope,
    maxBatch: LEGACY_LIMIT,
    timeoutMs: legacyViewerEndpoint.timeoutMs,
    async load(ids, context) {
      const params = { videoIds: '', accountIds: '', [param]: ids.join() };
      const marks = parseLegacyMarks(await callLegacy(legacyViewerEndpoint, params, context), context);
      return new Map<string, Outcome<V>>(ids.map((id) => [id, ok(stateOf(marks, id))]));
    },
  });

/** The viewer's relation to videos and to authors; whom a viewer blocks is not known here. Ask only for viewers with an id. */
export const legacyViewerStates = {
  videos: states<VideoState>('videoIds', ({ liked, favorited }, id) => ({
    liked: liked.has(id),
    favorited: favorited.has(id),
  })),
  authors: states<Pick<AuthorState, 'following'>>('accountIds', ({ following }, id) => ({
    following: following.has(id),
  })),
} as const;

/** A page of the Java feed. */
export interface LegacyFeedRequest {
  readonly sceneId: string;
  /** From 1 on. */
  readonly pageNum: number;
  /** 1..20 */
  readonly pageSize: number;
  /** As clients name themselves: `IOS`. */
  readonly platform: string;
  readonly appVersion: string | null;
}

/**
 * A page of the Java feed for the viewer of the context, with the records embedded in it.
 * @throws UpstreamError with the class of what went wrong
 */
export async function legacyFeed(request: LegacyFeedRequest, context: ViewerContext): Promise<LegacyFeed> {
  const params = {
    sceneId: request.sceneId,
    pageNum: String(request.pageNum),
    pageSize: String(request.pageSize),
    deviceId: context.viewer.deviceId,
    platform: request.platform.toLowerCase(),
    appVersion: request.appVersion ?? '',
  };
  const data = await callLegacy(legacyFeedEndpoint, params, context);
  return parseLegacyFeed(data, request.pageNum, context);
}
