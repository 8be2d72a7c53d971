/** Every upstream service, named as in its environment variable (`PRICING` ← `PRICING_URL`). */
export const UPSTREAM_NAMES = [
  'ALGORITHM',
  'CONTENT',
  'CATALOG',
  'PRICING',
  'INVENTORY',
  'ACCOUNTS',
  'LIVE',
  'SLOTS',
  'EXPOSURE',
  'ENGAGEMENT',
  'LEGACY',
  'SNAPSHOT',
] as const;

/** Name of an upstream service. */
export type UpstreamName = (typeof UPSTREAM_NAMES)[number];
