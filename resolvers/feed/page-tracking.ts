import { responsePvid, type TrackedContent, type TrackedPage } from '../../mixing/tracking.js';
import type { MixedItem } from '../../mixing/mix.types.js';
import type { GatewayContext } from '../gateway-context.js';
import { MOST_PRODUCTS } from '../video-products.js';
import { videoOf } from './contents.js';
import type { FeedRequest } from './feed-request.js';
import type { Dressing, TierPage } from './tier-page.js';

/** What the tracking of all items of a page has in common. */
export const trackedPage = (
  { policy, session }: FeedRequest,
  { tier, pvid, buckets }: TierPage,
  { feed }: GatewayContext,
): TrackedPage => ({
  pvid: responsePvid(pvid, feed.newPvid()),
  spm: policy.spm,
  scmScene: policy.scmScene,
  tier,
  sessionId: session.id,
  buckets,
});

/** What tracking says of one item beyond its place. */
export function trackedContent(
  { key }: MixedItem,
  { matchInfo, upstreamScm }: Dressing,
  { contents }: TierPage,
): TrackedContent {
  const anchors = videoOf(key, contents)?.anchors ?? [];
  return { itemIds: anchors.slice(0, MOST_PRODUCTS).map(({ itemId }) => itemId), matchInfo, upstreamScm };
}
