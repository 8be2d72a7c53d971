import type { RemoteTier } from '../../datasources/http/hop-budget.js';
import type { GatewayContext } from '../gateway-context.js';
import { TierFailure } from './feed-failure.js';

/**
 * The page of a tier that asks upstreams, if it comes in the tier's time; what is left then is for the tiers and fields below.
 * What the tier asks for settles a little before its end, so that a page is made of what has come.
 * @throws TierFailure UPSTREAM_TIMEOUT when it does not; what the tier throws
 */
export function inTierTime<T>(
  tier: RemoteTier,
  { datasources }: GatewayContext,
  make: () => Promise<T>,
): Promise<T> {
  const budgetMs = Math.max(0, datasources.deadline.tier(tier).remaining());
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new TierFailure('UPSTREAM_TIMEOUT', 'next', 'TIMEOUT')),
      budgetMs,
    ).unref();
    make()
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}
