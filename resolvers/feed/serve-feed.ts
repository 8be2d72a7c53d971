import { gatewayError } from '../../schema/error-codes.js';
import type { FeedArgs } from '../../schema/feed.args.js';
import type { FeedConnection } from '../../schema/feed.type.js';
import type { MixOutput } from '../../mixing/mix.types.js';
import type { GatewayContext } from '../gateway-context.js';
import type { Selection } from '../selection.js';
import { toConnection, type ServedPage } from './connection.js';
import { countNotes } from './count-mixing.js';
import { TierFailure } from './feed-failure.js';
import { readFeedRequest, type FeedRequest } from './feed-request.js';
import { primaryTier } from './primary-tier.js';

/**
 * One page of a feed. Today it has one serving tier; the tiers below it will be asked here, in order, when one fails.
 * @throws GraphQLError BAD_USER_INPUT, SCENE_DISABLED, or UPSTREAM_UNAVAILABLE when no tier can make a page
 */
export async function serveFeed(
  args: FeedArgs,
  selection: Selection,
  ctx: GatewayContext,
): Promise<FeedConnection> {
  const request = readFeedRequest(args, ctx);
  ctx.datasources.locate({ region: request.region, sessionId: request.session.id });
  try {
    const page = await primaryTier(request, selection, ctx);
    countNotes(page.output, ctx);
    if (page.output.items.length === 0 && request.session.cursor === null) throw new TierFailure('EMPTY');
    const served = toConnection(request, page, ctx);
    if (!ctx.shadow) ctx.defer(() => report(served, page.output, request, ctx));
    return served.connection;
  } catch (error) {
    if (error instanceof TierFailure)
      throw gatewayError('UPSTREAM_UNAVAILABLE', 'The feed cannot be made now.');
    throw error;
  }
}

function report(
  { pvid }: ServedPage,
  { items }: MixOutput,
  { sceneId, session }: FeedRequest,
  ctx: GatewayContext,
): Promise<void> {
  return ctx.datasources.reportServed({
    pvid,
    sceneId,
    sessionId: session.id,
    tier: 'PRIMARY',
    servedAt: ctx.now,
    items: items.map(({ key, position, source, slotId, creativeId }) => ({
      key,
      position,
      source,
      slotId,
      creativeId,
    })),
  });
}
