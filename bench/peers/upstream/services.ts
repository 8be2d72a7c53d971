import type { Post } from './client.js';
import type { Batch, ItemRecord, Ranking, VideoRecord } from './wire.js';

/** Who asks. */
export interface Viewer {
  readonly viewerId: string;
  readonly deviceId: string;
}

/** What is asked for. */
export interface Page {
  readonly sceneId: string;
  readonly first: number;
  readonly region: string | null;
  readonly network: string;
}

/** The ranked contents of a page. */
export function rank(
  post: Post,
  { sceneId, first, region, network }: Page,
  viewer: Viewer,
): Promise<Ranking> {
  return post(
    'algorithm/recommendations',
    {
      sceneId,
      sessionId: 'Zk3vQ0m1T2y5b8cD4eF6gA',
      count: first,
      cursor: null,
      filterIds: [],
      unservedIds: [],
      relatedTo: [],
      context: { platform: 'UNKNOWN', appVersion: null, refresh: 'INITIAL', region, network },
    },
    { 'x-viewer-id': viewer.viewerId, 'x-device-id': viewer.deviceId },
  );
}

/** Videos by id, one call. */
export async function videosOf(post: Post, ids: readonly string[]): Promise<Record<string, VideoRecord>> {
  return (await post<Batch<VideoRecord>>('content/videos:batchGet', { ids })).results;
}

/** Items by id, one call for at most `ITEMS_PER_CALL` of them. */
export async function itemsOf(post: Post, ids: readonly string[]): Promise<Record<string, ItemRecord>> {
  return (await post<Batch<ItemRecord>>('catalog/items:batchGet', { ids })).results;
}
