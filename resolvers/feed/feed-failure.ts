import { reasonOf, type DegradedReason } from '../../datasources/chain/reason.js';
import type { FailureClass } from '../../datasources/chain/outcome.js';
import type { Route } from '../../datasources/chain/failure-route.js';

/**
 * A tier cannot make this page. Not an error of the request: a tier below is asked, and the client is told in the row of
 * `Query.feed`.
 */
export class TierFailure extends Error {
  constructor(
    readonly reason: DegradedReason,
    /** `next`: the tier below. `local`: no further upstream may be asked in its place. `stop`: nobody waits for a page. */
    readonly route: Route = 'next',
    /** Why, as finely as it is known; null: it is no failure of an upstream. */
    readonly cls: FailureClass | null = null,
  ) {
    super(`tier failed: ${reason}`);
    this.name = 'TierFailure';
  }

  /** The same failure, of which no other upstream may hear. */
  keptLocal(): TierFailure {
    return this.route === 'stop' ? this : new TierFailure(this.reason, 'local', this.cls);
  }
}

/** Fewer items than a page needs, and no way to more. */
export const tooFew = (): TierFailure => new TierFailure('TOO_FEW');

/** What the failure of something that a tier cannot do without means to the tiers below. */
export const tierFailureOf = (cls: FailureClass): TierFailure =>
  new TierFailure(reasonOf(cls), routeOf(cls), cls);

function routeOf(cls: FailureClass): Route {
  switch (cls) {
    case 'CANCELLED':
      return 'stop';
    case 'BULKHEAD':
    case 'FALLBACK_CAP':
    case 'BREAKER_HELD': // what an overloaded upstream is spared must not all come to LEGACY
      return 'local';
    default:
      return 'next';
  }
}
