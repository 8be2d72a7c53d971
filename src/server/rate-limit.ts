import { LRUCache } from 'lru-cache';
import { MAX_COST } from '../execution/limits/document-limits.js';

/** Callers remembered; the one not seen for longest is forgotten, which can only be in its favour. */
const MAX_CALLERS = 20_000;
/** Seconds of budget that may be used at once. */
const BURST_SECONDS = 2;

/** What a caller may do now. */
export type RateVerdict =
  | { readonly kind: 'within' }
  /** A little over: to be answered cheaply. */
  | { readonly kind: 'over' }
  /** To be refused; the budget is back in so many whole seconds. */
  | { readonly kind: 'refused'; readonly retryAfterS: number };

/** Charges callers for the objects they ask for. */
export interface RateLimit {
  /** Charges one operation, unless it is refused. */
  charge(caller: string, cost: number): RateVerdict;
}

/**
 * Creates a limit of `costPerS` objects per second and caller, with two seconds of burst; a caller that exceeds it by up
 * to one more second of budget is "over", beyond that refused. One operation of any permitted cost always fits the burst.
 */
export function createRateLimit(costPerS: number, now: () => number): RateLimit {
  const burst = Math.max(costPerS * BURST_SECONDS, MAX_COST);
  const buckets = new LRUCache<string, { level: number; at: number }>({ max: MAX_CALLERS });
  return {
    charge: (caller, cost) => {
      const at = now();
      const bucket = buckets.get(caller) ?? { level: 0, at };
      const drained = Math.max(0, bucket.level - ((at - bucket.at) / 1000) * costPerS);
      const level = drained + cost;
      if (level > burst + costPerS) {
        buckets.set(caller, { level: drained, at });
        return { kind: 'refused', retryAfterS: Math.ceil((level - burst) / costPerS) };
      }
      buckets.set(caller, { level, at });
      return { kind: level > burst ? 'over' : 'within' };
    },
  };
}
