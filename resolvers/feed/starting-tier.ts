import { tierIndex, type ServingTier } from '../../mixing/serving-tier.js';
import type { DegradedReason } from '../../datasources/chain/reason.js';
import type { CursorArm } from '../../mixing/cursor.types.js';
import type { GatewayContext } from '../gateway-context.js';
import { feedArms } from './feed.chains.js';
import type { FeedRequest } from './feed-request.js';

/** Where the walk begins, and why not higher. */
export interface Start {
  readonly tier: ServingTier;
  /** Null: at the top, or where the session has been before. */
  readonly reason: DegradedReason | null;
}

/**
 * The best tier that may serve a request. A session never climbs to a better one than its last page had. A killed scene
 * (SC_KILLED), a caller over its rate (RQ_LIMITED) and a request without time for a call (RQ_DEADLINE) get what is in memory.
 */
export function startingTier(request: FeedRequest, ctx: GatewayContext): Start {
  const reason = localReason(request, ctx);
  const reached = lower(request.session.cursor?.tier ?? 'PRIMARY', leadingTier(ctx));
  const isLocal = tierIndex(reached) >= tierIndex('CDN_SNAPSHOT');
  return { tier: reason === null || isLocal ? reached : 'CDN_SNAPSHOT', reason };
}

/** The tier that a rollout, if there is one, lets this viewer's feed start at. */
export const leadingTier = ({ leads }: Pick<GatewayContext, 'leads'>): ServingTier =>
  leads.of('Query.feed')?.start === 'secondary' ? 'LEGACY' : 'PRIMARY';

/** The tier that a session began at: the one of its viewer's arm now, or of the arm that its last page was of. */
export const tierOfSession = ({ session: { cursor } }: FeedRequest, ctx: GatewayContext): ServingTier =>
  lower(leadingTier(ctx), cursor?.arms.some(isAtLegacy) ? 'LEGACY' : 'PRIMARY');

/** Paths of the feed have names of their own. */
const isAtLegacy = ({ path }: CursorArm): boolean => feedArms.starts[path] === 'secondary';

const lower = (one: ServingTier, other: ServingTier): ServingTier =>
  tierIndex(one) > tierIndex(other) ? one : other;

function localReason({ killed }: FeedRequest, ctx: GatewayContext): DegradedReason | null {
  if (killed) return 'NOT_CONFIGURED'; // by its operators: the scene does without an algorithm for now
  if (ctx.limited) return 'UPSTREAM_BUSY';
  return ctx.datasources.deadline.remaining() <= 0 ? 'UPSTREAM_TIMEOUT' : null;
}
