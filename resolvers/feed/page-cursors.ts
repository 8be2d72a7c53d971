import { viewerHash } from '../../mixing/cursor-checks.js';
import type { CursorSession } from '../../mixing/cursor.types.js';
import { edgeCursors } from '../../mixing/edge-cursors.js';
import type { GatewayContext } from '../gateway-context.js';
import type { FeedRequest } from './feed-request.js';
import type { TierPage } from './tier-page.js';

/** Cursors of a page by index of the edge, made when they are asked for. */
export function pageCursors(
  request: FeedRequest,
  page: TierPage,
  ctx: GatewayContext,
): (index: number) => string {
  let cursorAt: ((index: number) => string) | undefined;
  const begin = () => {
    const { input, output, resumption } = page;
    const session = cursorSession(request, page, ctx);
    const progress = { progressBefore: resumption.before, progressAfter: resumption.after };
    return edgeCursors({ session, input, output, ...progress }, ctx.feed.cursorKeys);
  };
  return (index) => (cursorAt ??= begin())(index);
}

const cursorSession = (
  { sceneId, session, plan }: FeedRequest,
  { tier, resumption: { algorithmCursor, snapshotHash } }: TierPage,
  { viewer, arms, feed, now }: GatewayContext,
): CursorSession => ({
  sessionId: session.id,
  sceneId,
  tier,
  planVersion: plan?.version ?? null,
  policyVersion: plan?.policy.policyVersion ?? null,
  algorithmCursor,
  snapshotHash,
  arms: arms.all().map(({ rule: { id, salt }, path }) => ({ rule: id, salt, path })),
  viewerHash: viewerHash(viewer, feed.cursorKeys),
  startedAt: Math.floor(session.startedAt / 1_000),
  issuedAt: Math.floor(now / 1_000),
});
