import { builtInSnapshot } from '../../datasources/snapshot/built-in.js';
import { variantOf } from '../../datasources/snapshot/platform-variant.js';
import type { SnapshotWish } from '../../datasources/snapshot/snapshot.store.js';
import type { GatewayContext } from '../gateway-context.js';
import { assertEnough } from './enough.js';
import { TierFailure, tooFew } from './feed-failure.js';
import type { FeedRequest } from './feed-request.js';
import type { Needs } from './needs.js';
import { leadingTier } from './starting-tier.js';
import { isWithin, storedPage } from './stored-page.js';
import type { TierPage } from './tier-page.js';

/**
 * The third tier: a published list, out of memory. A session stays in the document it began in while that is held, then goes on
 * in the newest.
 * @throws TierFailure when there is none that may be served, or it has too little that the session has not been served
 */
export async function snapshotTier(
  request: FeedRequest,
  needs: Needs,
  ctx: GatewayContext,
): Promise<TierPage> {
  const { sceneId, session } = request;
  const { datasources, now, client } = ctx;
  // While SLOTS has never named the scenes, their documents are read from the first time somebody misses them.
  datasources.snapshots.watchGuessed(sceneId);
  const begun = session.cursor?.snapshotHash ?? null;
  const wish = { sceneId, variant: variantOf(client.platform), arm: snapshotArm(ctx) };
  const snapshot =
    (begun === null ? null : datasources.snapshots.held(wish, begun, now)) ??
    datasources.snapshots.current(wish, now);
  if (snapshot === null) throw new TierFailure('UPSTREAM_ERROR');
  const page = await storedPage(request, { tier: 'CDN_SNAPSHOT', source: 'SNAPSHOT', snapshot }, needs, ctx);
  // Only the end of the document that the session is in is an end; one that was read elsewhere before goes on below.
  if (page.output.status === 'EMPTY' && !isWithin(snapshot, 'CDN_SNAPSHOT', session.cursor)) throw tooFew();
  assertEnough(page.output, ctx);
  return page;
}

/** A list is published for each arm of a rollout: what one of them made is not shown on the other. */
const snapshotArm = (ctx: GatewayContext): SnapshotWish['arm'] =>
  ctx.leads.of('Query.feed') === undefined ? null : leadingTier(ctx) === 'LEGACY' ? 'legacy' : 'primary';

/** The last tier: the list packaged with the build. It serves what it has, and its end is the end. */
export const builtInTier = (request: FeedRequest, needs: Needs, ctx: GatewayContext): Promise<TierPage> =>
  storedPage(request, { tier: 'BUILT_IN', source: 'BUILT_IN', snapshot: builtInSnapshot() }, needs, ctx);
