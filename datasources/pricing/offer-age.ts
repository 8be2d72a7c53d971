import type { Offer } from './pricing.contract.js';

/** The next moment (epoch ms) at which an offer is known to change; null when there is none. */
export function nextOfferEdge({ coupons, promotions }: Offer, now: number): number | null {
  const edges = [...coupons, ...promotions].map(({ endAt }) => endAt).filter((endAt) => endAt > now);
  return edges.length === 0 ? null : Math.min(...edges);
}

/** What an offer still says when PRICING cannot be asked: the price, not what coupons would make of it. */
export const oldOffer = ({ pricing, ...rest }: Offer, stale: boolean): Offer => ({
  ...rest,
  pricing: pricing && { ...pricing, finalPrice: null, stale },
});
