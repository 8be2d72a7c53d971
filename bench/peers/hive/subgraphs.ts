import type { GraphQLResolveInfo } from 'graphql';
import { ITEMS_PER_CALL } from '../upstream/limits.js';
import type { Batch, ItemRecord, Ranking, VideoRecord } from '../upstream/wire.js';

/** Arguments of the feed. */
export interface FeedArguments {
  readonly sceneId: string;
  readonly first: number;
  readonly context?: { readonly region?: string | null; readonly network?: string } | null;
}

type Ask = (asked: object) => Promise<never>;

/** The part of the gateway's context that asks subgraphs. */
export interface HiveContext {
  readonly ALGORITHM: { readonly Query: { readonly recommendations: Ask } };
  readonly CONTENT: { readonly Query: { readonly videosByIds: Ask } };
  readonly CATALOG: { readonly Query: { readonly itemsByIds: Ask } };
}

/** The ranked contents of a page. */
export function rankingOf(
  root: unknown,
  { sceneId, first, context: asked }: FeedArguments,
  context: HiveContext,
  info: GraphQLResolveInfo,
): Promise<Ranking> {
  const input = {
    sceneId,
    sessionId: 'Zk3vQ0m1T2y5b8cD4eF6gA',
    count: first,
    cursor: null,
    filterIds: [],
    unservedIds: [],
    relatedTo: [],
    context: {
      platform: 'UNKNOWN',
      appVersion: null,
      refresh: 'INITIAL',
      region: asked?.region ?? null,
      network: asked?.network ?? 'UNKNOWN',
    },
  };
  const selectionSet = '{ hasMore items { contentId } }';
  return context.ALGORITHM.Query.recommendations({ root, context, info, args: { input }, selectionSet });
}

const batch = <T>(ask: (context: HiveContext) => Ask, maxBatchSize?: number) => {
  // The gateway knows loads that belong together by these very objects.
  const batched = {
    argsFromKeys: (ids: readonly string[]) => ({ input: { ids } }),
    selectionSet: () => '{ results }',
    valuesFromResults: ({ results }: Batch<T>, ids: readonly string[]) => ids.map((id) => results[id]),
    dataLoaderOptions: { maxBatchSize },
  };
  return (key: string, root: unknown, context: HiveContext, info: GraphQLResolveInfo): Promise<T> =>
    ask(context)({ ...batched, root, context, info, key });
};

/** A video; those that are asked for at the same time come in one call. */
export const videoOf = batch<VideoRecord>(({ CONTENT }) => CONTENT.Query.videosByIds);

/** An item; the same, in calls of at most forty. */
export const itemOf = batch<ItemRecord>(({ CATALOG }) => CATALOG.Query.itemsByIds, ITEMS_PER_CALL);
