import type { PeerContext } from '../context.js';
import { ITEMS_PER_CALL } from '../upstream/limits.js';
import { itemsOf, videosOf } from '../upstream/services.js';
import type { ItemRecord, VideoRecord } from '../upstream/wire.js';
import type { VideoCard } from './card.type.js';
import type { VideoProductEdge } from './video-product.type.js';

interface Asked<T> {
  readonly obj: T;
}

/** mercurius' own way to batch, in place of the field resolvers with DataLoader. */
export const loaders = {
  VideoCard: {
    async video(asked: Asked<VideoCard>[], { post }: PeerContext): Promise<(VideoRecord | undefined)[]> {
      const ids = asked.map(({ obj }) => obj.videoId);
      const records = await videosOf(post, ids);
      return ids.map((id) => records[id]);
    },
  },
  VideoProductEdge: {
    node: {
      async loader(
        asked: Asked<VideoProductEdge>[],
        { post }: PeerContext,
      ): Promise<(ItemRecord | undefined)[]> {
        const ids = asked.map(({ obj }) => obj.itemId);
        const records = await itemsOf(post, ids);
        return ids.map((id) => records[id]);
      },
      opts: { maxBatchSize: ITEMS_PER_CALL },
    },
  },
};
