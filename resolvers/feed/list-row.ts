import type { ServingTier } from '../../mixing/serving-tier.js';
import type { DegradedField, DegradedSource } from '../../datasources/chain/degradation.js';
import type { GatewayContext } from '../gateway-context.js';
import type { FeedRequest } from './feed-request.js';
import type { WalkedPage } from './tier-walk.js';

const SOURCES: Readonly<Record<ServingTier, DegradedSource>> = {
  PRIMARY: 'primary',
  LEGACY: 'legacy',
  CDN_SNAPSHOT: 'snapshot',
  BUILT_IN: 'static',
};

/** Notes what is less than usual about a list as such, in the one row of `Query.feed`. */
export function noteList(walked: WalkedPage, request: FeedRequest, ctx: GatewayContext): void {
  const { tier, output, snapshotGeneratedAt, personalized } = walked.page;
  const reason = reasonOf(walked, request);
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

function reasonOf({ page, reason }: WalkedPage, { session }: FeedRequest): DegradedField['reason'] | null {
  // What drove a session down on an earlier page is not in its cursor.
  if (page.tier !== 'PRIMARY') return reason ?? 'UPSTREAM_ERROR';
  return session.restarted ? 'CURSOR_RESTARTED' : page.lacks;
}
