import type { TailEntry } from './mix.types.js';
import type { ServingTier } from './serving-tier.js';

/** Epoch seconds. */
export type Seconds = number;

/** One HMAC key of `CURSOR_KEYS`; `kid` is 0..255 and stands in every cursor signed with it. */
export interface CursorKey {
  kid: number;
  key: Buffer;
}

/** The gray-release arm that shaped a page. */
export interface CursorArm {
  rule: string;
  salt: string;
  path: string;
}

/** What all cursors of one page have in common. */
export interface CursorSession {
  sessionId: string;
  sceneId: string;
  tier: ServingTier;
  /** Null: the page was built without a plan. */
  planVersion: number | null;
  policyVersion: number | null;
  /** The algorithm's next cursor, at most 256 characters. */
  algorithmCursor: string | null;
  /** First 16 hex digits of the snapshot document's hash. */
  snapshotHash: string | null;
  arms: CursorArm[];
  /** Keyed hash of viewer, else device; null when the page was asked for with neither. */
  viewerHash: string | null;
  startedAt: Seconds;
  issuedAt: Seconds;
}

/** Where a session stands after one edge. */
export interface CursorPosition {
  /** Position of the next item. */
  offset: number;
  legacyPage: number | null;
  snapshotIndex: number;
  /** `fnv1a32(key)` of everything served, oldest first; at most 300. */
  served: number[];
  /** Scatter values of the last items served, oldest first; at most 19, which is all the widest window can see. */
  dims: TailEntry['dims'][];
  /** Fingerprint hashes of the last items served, oldest first; at most 50. */
  dedupeKeys: (number | null)[];
  /** Ids the algorithm returned that were not shown; at most 40. */
  unservedIds: string[];
  /** `slotId@position` of occurrences still ahead that were delivered early. */
  early: string[];
}

/** Everything a cursor holds. */
export type CursorState = CursorSession & CursorPosition;

/** Why a cursor cannot be honoured. TOO_LONG is a client fault, the others restart the session. */
export type CursorRefusal =
  'TOO_LONG' | 'ENCODING' | 'VERSION' | 'KEY' | 'SIGNATURE' | 'CONTENT' | 'FOREIGN' | 'EXPIRED';
