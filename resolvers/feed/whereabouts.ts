import type { Whereabouts } from '../../rollout/decision/decide.js';
import { cursorAge } from '../../mixing/cursor-checks.js';
import type { GatewayContext } from '../gateway-context.js';
import type { FeedRequest } from './feed-request.js';

/** What rollouts may look at in a request for a page. The arms of the page before come with its cursor. */
export function whereabouts(
  { sceneId, region, session: { cursor } }: FeedRequest,
  { now }: GatewayContext,
): Whereabouts {
  return {
    sceneId,
    region,
    carried: cursor?.arms ?? [],
    carriedAgeMs: cursor ? cursorAge(cursor, now) : 0,
  };
}
