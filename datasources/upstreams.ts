/** The upstream services the gateway knows; `<NAME>_URL` is the variable that holds the address of each. */
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

/** Name of one upstream service. */
export type UpstreamName = (typeof UPSTREAM_NAMES)[number];
