import type { ReasonCode } from '../schema/reason-codes.js';
import type { Key } from './content-key.js';
import type { Ms, Platform, Slot } from './slot.types.js';

/** Properties by which equal neighbours are kept apart: `category` is the leaf, `spu` that of the primary product. */
export type Dim = 'author' | 'shop' | 'category' | 'contentType' | 'spu';

/** Every dimension, in the order in which cursors store them. */
export const DIMS = ['author', 'shop', 'category', 'contentType', 'spu'] as const satisfies readonly Dim[];

/** Why an item is in the feed; equal to the names of the schema's enum `ItemSource`. */
export type ItemSource =
  'ENTRY' | 'SLOT' | 'SLOT_FALLBACK' | 'BACKFILL_POOL' | 'BACKFILL_HOT' | 'EXPOSURE_RELAXED' | ListSource;

/** What the ranked list of an input is: the algorithm's answer, or the list of a lower serving tier. */
export type ListSource = 'ALGORITHM' | 'LEGACY' | 'SNAPSHOT' | 'BUILT_IN';

/** FREQ: any `window` neighbouring positions hold at most `limit` equal values. RUN: FREQ with window `limit + 1`. */
export type ScatterRule =
  | { kind: 'FREQ'; dim: Dim; window: number; limit: number; value?: string | undefined }
  | { kind: 'RUN'; dim: Dim; limit: number }
  | { kind: 'EXCLUDE'; dim: Dim; value: string; positions: readonly number[] };

/** The part of a scene's policy that mixing reads; a whole `ScenePolicy` of a slot plan fits. */
export interface MixPolicy {
  minCount: number;
  /** How many free candidates are compared for one position. */
  lookahead: number;
  /** How many items back a source fingerprint may not return; a cursor remembers at most 50. */
  keyWindow: number;
  exposureRelax: boolean;
  /** Most important first. */
  rules: readonly ScatterRule[];
}

/** What is known of the viewer when targeting is judged. */
export interface MixViewer {
  /** Null: the profile is not available. */
  crowds: readonly string[] | null;
  platform: Platform;
  appVersion: string | null;
  region: string | null;
  buckets: readonly string[];
}

/** What hydration found out about a content. A content without facts is not eligible. */
export interface ContentFacts {
  eligible: boolean;
  /** Why it is not eligible; counted when the content is dropped. */
  code?: ReasonCode | undefined;
  /** The video's source fingerprint, equal for re-uploads. */
  dedupeKey: string | null;
  dims: Record<Dim, string | null>;
}

/** An item served earlier in the session, as 32-bit FNV-1a hashes. */
export interface TailEntry {
  key: number;
  dedupeKey: number | null;
  dims: Record<Dim, number | null>;
}

/** One entry of the ranked list, in upstream order. */
export interface RankedCandidate {
  key: Key;
  trace: string | null;
  reason: string | null;
}

/** Everything a page depends on. */
export interface MixInput {
  query: {
    sceneId: string;
    sessionId: string;
    offset: number;
    pageSize: number;
    /** Frozen when the request started. */
    now: Ms;
    viewer: MixViewer;
  };
  policy: MixPolicy;
  /** One immutable plan version. */
  slots: readonly Slot[];
  /** Contents asked for by the client, placed first on page one; at most 5 count. */
  entry: readonly Key[];
  algorithm: readonly RankedCandidate[];
  /** Which list stands in the place of `algorithm`. Default: ALGORITHM. */
  listSource?: ListSource | undefined;
  /** In the order of the policy. */
  backfill: readonly { source: 'BACKFILL_POOL' | 'BACKFILL_HOT'; keys: readonly Key[] }[];
  facts: ReadonlyMap<Key, ContentFacts>;
  /** `fnv1a32(key)` of everything served in this session. */
  served: ReadonlySet<number>;
  /** When the viewer last saw a content; empty while EXPOSURE is down. */
  exposed: ReadonlyMap<Key, Ms>;
  /** Creative ids seen as often as their frequency cap allows. */
  capped: ReadonlySet<string>;
  /** `slotId@position` of occurrences delivered early on a former page. */
  early: ReadonlySet<string>;
  /** The last items served, oldest first. */
  tail: readonly TailEntry[];
}

/** What mixing did that an operator may want to know. Notes are metrics, never degradation. */
export type MixNote =
  | { code: 'SLOT_RELEASED'; slotId: string; position: number | null }
  | { code: 'SLOT_CONFLICT'; slotId: string; position: number }
  | { code: 'SLOT_DISPLACED'; slotId: string; from: number; to: number }
  | { code: 'SCATTER_RELAXED'; position: number; kept: number }
  | { code: 'EXPOSURE_RELAXED'; position: number }
  | { code: 'BACKFILLED'; count: number };

/** One placed item. `wanted` differs from `position` only for a displaced pin. */
export interface MixedItem {
  key: Key;
  position: number;
  wanted: number;
  source: ItemSource;
  slotId: string | null;
  creativeId: string | null;
  trace: string | null;
}

/** What the next page of the session starts from. */
export interface NextState {
  offset: number;
  served: Set<number>;
  tail: TailEntry[];
  early: Set<string>;
}

/** How often each boundary check acted during one call. */
export type DropCounts = Partial<Record<ReasonCode, number>>;

/** One mixed page. */
export interface MixOutput {
  /** INSUFFICIENT: a first page too short to show. EMPTY: a later page without items. */
  status: 'OK' | 'INSUFFICIENT' | 'EMPTY';
  items: MixedItem[];
  next: NextState;
  notes: MixNote[];
  /** Candidates of the ranked list that were left over, best first: they go back to it as `unservedIds`. */
  unserved: Key[];
  drops: DropCounts;
  /** How many times a scatter rule was evaluated: the measure of the work done. */
  ruleEvaluations: number;
}
