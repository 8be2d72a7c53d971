import type { Post } from '../upstream/client.js';
import { ITEMS_PER_CALL } from '../upstream/limits.js';
import { itemsOf } from '../upstream/services.js';
import type { ItemRecord } from '../upstream/wire.js';
import { Product } from './product.type.js';
import { VideoProductConnection, VideoProductEdge } from './video-product.type.js';
import type { Video } from './video.type.js';

/** A video whose first products are wanted. */
export interface ProductsAsked {
  readonly video: Pick<Video, 'shown'>;
  readonly first: number;
}

/** The products of many videos: each item once, in calls of at most forty. */
export async function productsOf(
  post: Post,
  asked: readonly ProductsAsked[],
): Promise<VideoProductConnection[]> {
  const shown = asked.map(({ video, first }) => video.shown.slice(0, first));
  const ids = [...new Set(shown.flatMap((products) => products.map(({ itemId }) => itemId)))];
  const records = await recordsOf(post, ids);
  return shown.map((products) => {
    const edges: VideoProductEdge[] = [];
    for (const { itemId, anchorMs } of products) {
      const record = records[itemId];
      if (record) edges.push(new VideoProductEdge(edges.length === 0, anchorMs, new Product(record)));
    }
    return new VideoProductConnection(edges);
  });
}

async function recordsOf(post: Post, ids: readonly string[]): Promise<Record<string, ItemRecord>> {
  const calls: Promise<Record<string, ItemRecord>>[] = [];
  for (let at = 0; at < ids.length; at += ITEMS_PER_CALL) {
    calls.push(itemsOf(post, ids.slice(at, at + ITEMS_PER_CALL)));
  }
  return Object.assign({}, ...(await Promise.all(calls))) as Record<string, ItemRecord>;
}
