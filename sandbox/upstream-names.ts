/** The twelve upstream services, in the order of the contract page. */
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

/** Whether a text names an upstream service. */
export function isUpstreamName(text: string): text is UpstreamName {
  return (UPSTREAM_NAMES as readonly string[]).includes(text);
}
