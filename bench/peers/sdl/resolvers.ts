import type { LeanContext } from '../lean/context.js';
import { feedOf } from '../lean/feed.js';
import type { Video } from '../lean/video.type.js';

interface FeedArguments {
  readonly sceneId: string;
  readonly first: number;
  readonly context?: { readonly region?: string | null; readonly network: string } | null;
}

/** Plain resolvers over the lean objects. */
export const resolvers = {
  Query: {
    feed: (_root: unknown, { sceneId, first, context }: FeedArguments, { post, viewer }: LeanContext) =>
      feedOf(
        post,
        { sceneId, first, region: context?.region ?? null, network: context?.network ?? 'UNKNOWN' },
        viewer,
      ),
  },
  FeedItem: { resolveType: () => 'VideoCard' },
  Video: {
    products: (video: Video, { first }: { first: number }, { products }: LeanContext) =>
      products.load({ video, first }),
  },
};
