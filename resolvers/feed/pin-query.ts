import type { PinQuery } from '../../mixing/pin-candidates.js';
import type { GatewayContext } from '../gateway-context.js';
import type { FeedRequest } from './feed-request.js';
import type { ViewerKnowledge } from './viewer-sources.js';

/**
 * What mixing knows of a page before any content is read. Until the viewer's services and the algorithm have answered,
 * `viewer` is null and crowds and buckets are unknown.
 */
export function pinQuery(
  { sceneId, session, pageSize, plan, region }: FeedRequest,
  viewer: ViewerKnowledge | null,
  buckets: string,
  { now, client }: GatewayContext,
): PinQuery {
  return {
    query: {
      sceneId,
      sessionId: session.id,
      offset: session.state.offset,
      pageSize,
      now,
      viewer: {
        crowds: viewer?.profile?.crowds ?? null,
        platform: client.platform,
        appVersion: client.appVersion,
        region: region ?? viewer?.profile?.region ?? null,
        buckets: bucketPairs(buckets).map(({ layer, bucket }) => `${layer}#${bucket}`),
      },
    },
    slots: plan?.slots ?? [],
    early: session.state.early,
  };
}

/** Experiment buckets out of `layer#bucket#layer#bucket`. */
export function bucketPairs(buckets: string): { readonly layer: string; readonly bucket: string }[] {
  const parts = buckets === '' ? [] : buckets.split('#');
  return parts.flatMap((layer, i) => (i % 2 === 0 ? { layer, bucket: parts[i + 1] ?? '' } : []));
}
