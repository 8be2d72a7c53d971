import { tierIndex, type ServingTier } from '../../mixing/serving-tier.js';
import type { DegradedField, DegradedSource } from '../../datasources/chain/degradation.js';
import type { GatewayContext } from '../gateway-context.js';
import type { FeedRequest } from './feed-request.js';
import { tierOfSession } from './starting-tier.js';
import type { WalkedPage } from './tier-walk.js';

const SOURCES: Readonly<Record<ServingTier, DegradedSource>> = {
  PRIMARY: 'primary',
  LEGACY: 'legacy',
  CDN_SNAPSHOT: 'snapshot',
  BUILT_IN: 'static',
};

/** Whether a page is of a lower tier than its session began at. */
export const isBelowStart = (tier: ServingTier, request: FeedRequest, ctx: GatewayContext): boolean =>
  tierIndex(tier) > tierIndex(tierOfSession(request, ctx));

/** Notes what is less than usual about a list as such, in the one row of `Query.feed`. */
export function noteList(walked: WalkedPage, request: FeedRequest, ctx: GatewayContext): void {
  const { tier, output, snapshotGeneratedAt, personalized } = walked.page;
  const reason = reasonOf(walked, request, ctx);
  if (reason === null) {
    ctx.datasources.serving.healthy.add('Query.feed', output.items.length);
    return;
  }
  ctx.datasources.serving.degradation.note({
    coordinate: 'Query.feed',
    source: SOURCES[tier],
    reason,
    items: output.items.length,
    ...(snapshotGeneratedAt !== null && { ageMs: ctx.now - snapshotGeneratedAt }),
    ...(!personalized && { personalized }),
  });
}

function reasonOf(
  { page, reason }: WalkedPage,
  request: FeedRequest,
  ctx: GatewayContext,
): DegradedField['reason'] | null {
  // What drove a session down on an earlier page is not in its cursor.
  if (isBelowStart(page.tier, request, ctx)) return reason ?? 'UPSTREAM_ERROR';
  return request.session.restarted ? 'CURSOR_RESTARTED' : page.lacks;
}
