/** Tiers of the feed, best first. */
export const TIERS = ['PRIMARY', 'LEGACY', 'CDN_SNAPSHOT', 'BUILT_IN'] as const;

const rankOf = (tier: string | null): number => {
  const rank = (TIERS as readonly (string | null)[]).indexOf(tier);
  return rank < 0 ? TIERS.length : rank;
};

/** Whether one tier is as good as another, or better; tiers nobody knows are the worst. */
export const isAsGoodAs = (tier: string | null, other: string | null): boolean =>
  rankOf(tier) <= rankOf(other);
