import { gatewayError } from '../../schema/error-codes.js';
import { SERVING_TIERS, tierIndex, type ServingTier } from '../../mixing/serving-tier.js';
import type { DegradedReason } from '../../datasources/chain/reason.js';
import type { GatewayContext } from '../gateway-context.js';
import { TierFailure } from './feed-failure.js';
import type { FeedRequest } from './feed-request.js';
import { legacyTier } from './legacy-tier.js';
import type { Needs } from './needs.js';
import { primaryTier } from './primary-tier.js';
import { builtInTier, snapshotTier } from './snapshot-tier.js';
import { startingTier } from './starting-tier.js';
import type { TierPage } from './tier-page.js';
import { inTierTime } from './tier-time.js';
import { watch, watchedTier } from './watched-tier.js';

/** A page, and why no better tier made it. */
export interface WalkedPage {
  readonly page: TierPage;
  /** Null: nothing failed on the way. */
  readonly reason: DegradedReason | null;
}

/** Makes one page. @throws TierFailure when it cannot */
type Tier = (request: FeedRequest, needs: Needs, ctx: GatewayContext) => Promise<TierPage>;

const TIERS: Readonly<Record<ServingTier, Tier>> = {
  PRIMARY: (...args) => inTierTime('PRIMARY', args[2], () => primaryTier(...args)),
  LEGACY: (...args) => inTierTime('LEGACY', args[2], () => legacyTier(...args)),
  CDN_SNAPSHOT: snapshotTier,
  BUILT_IN: builtInTier,
};

/**
 * Walks down the tiers until one makes the page. A page is one tier's alone: what a tier that failed had found is thrown away.
 * @throws GraphQLError UPSTREAM_UNAVAILABLE when the client has left; nobody reads it
 */
export async function walkTiers(
  request: FeedRequest,
  needs: Needs,
  ctx: GatewayContext,
): Promise<WalkedPage> {
  let { tier, reason } = startingTier(request, ctx);
  const led = watchedTier(tier, ctx);
  for (;;) {
    try {
      return { page: await watch(tier, led, () => TIERS[tier](request, needs, ctx)), reason };
    } catch (error) {
      if (!(error instanceof TierFailure)) throw error;
      if (error.route === 'stop') throw gatewayError('UPSTREAM_UNAVAILABLE');
      reason ??= error.reason;
      tier = tierBelow(tier, error);
    }
  }
}

function tierBelow(tier: ServingTier, { route }: TierFailure): ServingTier {
  if (tier === 'PRIMARY' && route === 'local') return 'CDN_SNAPSHOT';
  return SERVING_TIERS[tierIndex(tier) + 1] ?? 'BUILT_IN';
}
