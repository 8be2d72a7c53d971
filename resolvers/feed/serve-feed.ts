import type { FeedArgs } from '../../schema/feed.args.js';
import type { FeedConnection } from '../../schema/feed.type.js';
import type { GatewayContext } from '../gateway-context.js';
import type { Selection } from '../selection.js';
import { toConnection, type ServedPage } from './connection.js';
import { countNotes } from './count-mixing.js';
import { readFeedRequest, type FeedRequest } from './feed-request.js';
import { noteList } from './list-row.js';
import { noteLostCards } from './lost-cards.js';
import { needsOf } from './needs.js';
import type { TierPage } from './tier-page.js';
import { walkTiers } from './tier-walk.js';

/**
 * One page of a feed, from the best tier that can make it.
 * @throws GraphQLError BAD_USER_INPUT, SCENE_DISABLED: faults of the client
 */
export async function serveFeed(
  args: FeedArgs,
  selection: Selection,
  ctx: GatewayContext,
): Promise<FeedConnection> {
  const request = readFeedRequest(args, ctx);
  ctx.datasources.locate({ region: request.region, sessionId: request.session.id });
  const needs = needsOf(selection, request.policy, ctx.viewer.viewerId);
  const walked = await walkTiers(request, needs, ctx);
  countNotes(walked.page.output, ctx);
  noteList(walked, request, ctx);
  noteLostCards(walked.page, ctx);
  const served = toConnection(request, walked.page, needs, ctx);
  if (!ctx.shadow) ctx.defer(() => report(served, walked.page, request, ctx));
  return served.connection;
}

function report(
  { pvid }: ServedPage,
  { tier, output }: TierPage,
  { sceneId, session }: FeedRequest,
  ctx: GatewayContext,
): Promise<void> {
  return ctx.datasources.reportServed({
    pvid,
    sceneId,
    sessionId: session.id,
    tier,
    servedAt: ctx.now,
    items: output.items.map(({ key, position, source, slotId, creativeId }) => ({
      key,
      position,
      source,
      slotId,
      creativeId,
    })),
  });
}
