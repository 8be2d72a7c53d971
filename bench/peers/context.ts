import type { IncomingHttpHeaders } from 'node:http';
import DataLoader from 'dataloader';
import type { Post } from './upstream/client.js';
import { ITEMS_PER_CALL } from './upstream/limits.js';
import { itemsOf, videosOf, type Viewer } from './upstream/services.js';
import type { ItemRecord, VideoRecord } from './upstream/wire.js';

/** What resolvers get: the client, who asks, and loaders of this request alone. */
export interface PeerContext {
  readonly post: Post;
  readonly viewer: Viewer;
  readonly videos: DataLoader<string, VideoRecord>;
  readonly items: DataLoader<string, ItemRecord>;
}

/** A context for one request, as DataLoader's documentation asks for. */
export function createContext(post: Post, headers: IncomingHttpHeaders): PeerContext {
  return {
    post,
    viewer: viewerOf(headers),
    videos: new DataLoader(async (ids) => inOrder(ids, await videosOf(post, ids))),
    items: new DataLoader(async (ids) => inOrder(ids, await itemsOf(post, ids)), {
      maxBatchSize: ITEMS_PER_CALL,
    }),
  };
}

/** Who asks, by the headers of the request. */
export const viewerOf = (headers: IncomingHttpHeaders): Viewer => ({
  viewerId: String(headers['x-viewer-id']),
  deviceId: String(headers['x-device-id']),
});

function inOrder<T>(ids: readonly string[], records: Record<string, T>): (T | Error)[] {
  return ids.map((id) => records[id] ?? new Error(`${id} is missing`));
}
