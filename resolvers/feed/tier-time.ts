import { setTimeout as delay } from 'node:timers/promises';
import type { GatewayContext } from '../gateway-context.js';
import { TierFailure } from './feed-failure.js';

/**
 * Of what a request has left when a tier begins, what the tier may take: PRIMARY ends by 0.5 of the whole and LEGACY, with 0.55
 * of the rest, by 0.775. What is left is for the fields of the cards.
 */
const SHARES = { PRIMARY: 0.5, LEGACY: 0.55 } as const;

/**
 * The page of a tier, if it comes in the tier's time.
 * @throws TierFailure UPSTREAM_TIMEOUT when it does not; what the tier throws
 */
export async function inTierTime<T>(
  tier: keyof typeof SHARES,
  { datasources }: GatewayContext,
  make: () => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const budgetMs = Math.max(0, SHARES[tier] * datasources.deadline.remaining());
  const late = delay(budgetMs, undefined, { signal: over.signal, ref: false }).then(() => {
    throw new TierFailure('UPSTREAM_TIMEOUT');
  });
  try {
    return await Promise.race([make(), late]);
  } finally {
    late.catch(() => undefined); // its own end is no failure
    over.abort();
  }
}
