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

/** Upstreams that a deployment may do without: their hops leave the chains and their fields their constants. */
const OPTIONAL_UPSTREAMS = ['LEGACY', 'SNAPSHOT', 'EXPOSURE', 'ENGAGEMENT', 'LIVE', 'INVENTORY'] as const;

/** Whether a deployment may say `none` for a service. */
export const isOptional = (name: UpstreamName): boolean =>
  (OPTIONAL_UPSTREAMS as readonly UpstreamName[]).includes(name);

/** Base URL of every upstream; null where the deployment has none. */
export type Origins = {
  readonly [Name in UpstreamName]: Name extends (typeof OPTIONAL_UPSTREAMS)[number] ? string | null : string;
};
