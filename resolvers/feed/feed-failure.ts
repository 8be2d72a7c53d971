import { reasonOf, type DegradedReason } from '../../datasources/chain/reason.js';
import type { Route } from '../../datasources/chain/failure-route.js';
import type { UpstreamError } from '../../datasources/http/upstream-error.js';

/**
 * A tier cannot make this page. Not an error of the request: a tier below is asked, and the client is told in the row of
 * `Query.feed`.
 */
export class TierFailure extends Error {
  constructor(
    readonly reason: DegradedReason,
    /** `next`: the tier below. `local`: no further upstream may be asked in its place. `stop`: nobody waits for a page. */
    readonly route: Route = 'next',
  ) {
    super(`tier failed: ${reason}`);
    this.name = 'TierFailure';
  }

  /** The same failure, of which no other upstream may hear. */
  keptLocal(): TierFailure {
    return this.route === 'stop' ? this : new TierFailure(this.reason, 'local');
  }
}

/** Fewer items than a page needs, and no way to more. */
export const tooFew = (): TierFailure => new TierFailure('TOO_FEW');

/** What the failure of a tier's list means to the tiers below. */
export const tierFailureOf = ({ cls }: Pick<UpstreamError, 'cls'>): TierFailure =>
  new TierFailure(reasonOf(cls), routeOf(cls));

function routeOf(cls: UpstreamError['cls']): Route {
  switch (cls) {
    case 'CANCELLED':
      return 'stop';
    case 'UPSTREAM_AUTH': // no upstream answers for a viewer whom another has refused
    case 'BULKHEAD':
    case 'FALLBACK_CAP':
    case 'BREAKER_HELD': // on request of an overloaded upstream: its load must not move on to LEGACY
      return 'local';
    default:
      return 'next';
  }
}
