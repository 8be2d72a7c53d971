/** Tiers of the feed, best first; equal to the schema's enum `ServingTier`. Cursors and scm store the index. */
export const SERVING_TIERS = ['PRIMARY', 'LEGACY', 'CDN_SNAPSHOT', 'BUILT_IN'] as const;

/** Which step of the feed's chain produced the whole list. */
export type ServingTier = (typeof SERVING_TIERS)[number];

/** Place of a tier in the chain, 0 for PRIMARY. */
export function tierIndex(tier: ServingTier): number {
  return SERVING_TIERS.indexOf(tier);
}
