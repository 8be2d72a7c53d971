import { setTimeout as delay } from 'node:timers/promises';
import type { Deadline } from '../../datasources/http/deadline.js';
import type { RemoteTier } from '../../datasources/http/hop-budget.js';
import type { GatewayContext } from '../gateway-context.js';
import { TierFailure } from './feed-failure.js';

/**
 * The page of a tier, if it comes in the tier's time. What the tier asks for ends by `end`, a little before, so that a page is
 * made of what has come.
 * @throws TierFailure UPSTREAM_TIMEOUT when it does not; what the tier throws
 */
export async function inTierTime<T>(
  tier: RemoteTier,
  { datasources }: GatewayContext,
  make: (end: Deadline) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const end = datasources.deadline.tier(tier);
  const late = delay(Math.max(0, end.remaining()), undefined, { signal: over.signal, ref: false }).then(
    () => {
      throw new TierFailure('UPSTREAM_TIMEOUT');
    },
  );
  try {
    return await Promise.race([make(end), late]);
  } finally {
    late.catch(() => undefined); // its own end is no failure
    over.abort();
  }
}
