import type { Post } from '../upstream/client.js';
import { rank, videosOf, type Page, type Viewer } from '../upstream/services.js';
import { globalId } from '../upstream/values.js';
import { FeedEdge, VideoCard, type FeedConnection } from './feed.type.js';
import { Video } from './video.type.js';

/** The page: ranked, then all its videos in one call. */
export async function feedOf(post: Post, page: Page, viewer: Viewer): Promise<FeedConnection> {
  const { items, hasMore } = await rank(post, page, viewer);
  const records = await videosOf(
    post,
    items.map(({ contentId }) => contentId),
  );
  const edges: FeedEdge[] = [];
  for (const { contentId } of items) {
    const record = records[contentId];
    if (!record) continue;
    const card = new VideoCard(globalId('VideoCard', contentId), new Video(record));
    edges.push(new FeedEdge(edges.length, card));
  }
  return { edges, pageInfo: { hasNextPage: hasMore } };
}
