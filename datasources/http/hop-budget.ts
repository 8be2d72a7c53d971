/**
 * How one deadline is divided. `totalMs` is what a request was given on arrival, `restMs` what is left of it; all in ms.
 * Pure: the same numbers give the same budgets.
 */

/** No call starts with less time left than this (ms). */
export const LEAST_USEFUL_MS = 20;

/** Of the usual time: whoever was given less and timed out says nothing about those who were asked. */
export const TELLING_SHARE = 0.5;

/** A hop's place in its chain: an `only` one has no remote hop behind it that would need time. */
export type HopRole = 'only' | 'primary' | 'secondary';

/** Tiers of the feed that ask upstreams. */
export type RemoteTier = 'PRIMARY' | 'LEGACY';

const SHARES: Readonly<Record<HopRole, number>> = { only: 1, primary: 0.5, secondary: 0.55 };

/** A feed is a chain of two remote hops; each ends at this share of the whole. */
const TIER_ENDS: Readonly<Record<RemoteTier, number>> = {
  PRIMARY: SHARES.primary,
  LEGACY: SHARES.primary + SHARES.secondary * (1 - SHARES.primary),
};

/** Kept for writing the answer. */
export const serialiseMs = (totalMs: number): number => Math.min(40, totalMs * 0.05);

/** Kept by a tier for making a page of what has come. */
export const composeMs = (totalMs: number): number => Math.min(20, totalMs * 0.05);

/** Kept for the fields below what is being read. */
export const childrenMs = (totalMs: number): number => Math.min(120, totalMs * 0.15);

/**
 * What a hop has to leave. A batch holds keys of several fields and cannot know whether anything hangs below them, so the
 * clock decides: what begins in the first half of a request is taken to have children, what begins later to be the last level.
 */
export const reserveMs = (totalMs: number, restMs: number): number =>
  serialiseMs(totalMs) + (restMs * 2 > totalMs ? childrenMs(totalMs) : 0);

/** A hop as its declaration has it, and the time it meets. */
export interface Hop {
  /** The source's own limit, whole body included. */
  readonly timeoutMs: number;
  readonly role: HopRole;
  readonly restMs: number;
  /** See `reserveMs`; inside a tier, whose end leaves room for fields and writing, `composeMs`. */
  readonly reserveMs: number;
}

/** What a hop may take in all: its pause, its second attempt and the body included. Negative when there is no time left. */
export function hopBudget({ timeoutMs, role, restMs, reserveMs: kept }: Hop): number {
  const share = SHARES[role] * restMs;
  // A share that is too short to ask anybody is of no use to the hop behind either, so it is not kept for it.
  return Math.min(timeoutMs, share < LEAST_USEFUL_MS ? restMs : share, restMs - kept);
}

/** When a tier has to have its page, in ms from the arrival of the request. */
export const tierEndMs = (tier: RemoteTier, totalMs: number): number => TIER_ENDS[tier] * totalMs;

/**
 * Checks at start that both tiers, their fields and the writing fit one after another.
 * @throws Error when shares were changed so that they do not
 */
export function assertTiersFit(totalMs: number): void {
  const neededMs = tierEndMs('LEGACY', totalMs) + childrenMs(totalMs) + serialiseMs(totalMs);
  if (neededMs > totalMs) throw new Error(`The tiers of a feed need ${neededMs} ms of ${totalMs} ms.`);
}
