import { FAMILIES } from './ids.js';

/**
 * Records whose state never depends on the profile: slot plans and tests need contents in exactly these states.
 * They take the last ordinals of their family, and no other record points to them.
 */
export const RESERVED_VIDEOS = {
  offline: 20_000,
  deleted: 19_999,
  blocked: 19_998,
  processing: 19_997,
  pending: 19_996,
  rejected: 19_995,
  private: 19_994,
  expired: 19_993,
  unpublished: 19_992,
  bannedAuthor: 19_991,
  closedAuthor: 19_990,
} as const;

/** Accounts with a fixed state; they are the authors of the reserved videos only. */
export const RESERVED_ACCOUNTS = { banned: 5_000, closed: 4_999 } as const;

/** Videos and accounts below these ordinals are ordinary. */
export const ORDINARY_VIDEOS = FAMILIES.video.size - 11;
/** Number of ordinary accounts. */
export const ORDINARY_ACCOUNTS = FAMILIES.account.size - 2;
