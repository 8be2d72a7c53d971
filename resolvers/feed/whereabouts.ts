import { NOWHERE, type Whereabouts } from '../../rollout/decision/decide.js';
import type { FeedArgs } from '../../schema/feed.args.js';
import { cursorAge } from '../../mixing/cursor-checks.js';
import { isRegion } from '../../datasources/parsing/region.js';
import type { GatewayContext } from '../gateway-context.js';
import { goneOnFrom, isRefresh } from './session.js';

type Asking = Pick<GatewayContext, 'viewer' | 'now' | 'feed'>;

/**
 * What rollouts may look at in a request, wherever in it its feeds stand: the feed that goes on with a session, or the first
 * one. Read before anything runs, because whatever runs first has all rules decided.
 */
export function whereabouts(feeds: readonly FeedArgs[], asking: Asking): Whereabouts {
  const places = feeds.map((feed) => placeOf(feed, asking));
  return places.find(({ carried }) => carried.length > 0) ?? places[0] ?? NOWHERE;
}

function placeOf({ sceneId, after, context }: FeedArgs, asking: Asking): Whereabouts {
  const region = context?.region;
  const from = after && !isRefresh(context) ? goneOnFrom(after, sceneId, asking) : null;
  const cursor = from && 'refused' in from ? null : from;
  return {
    sceneId,
    region: region && isRegion(region) ? region : null,
    carried: cursor?.arms ?? [],
    carriedAgeMs: cursor ? cursorAge(cursor, asking.now) : 0,
  };
}
