import { createHash } from 'node:crypto';
import type { Id, Ms } from '../../data/ids.js';

/** Where a slot stands; positions are 0-based. */
export type Placement =
  | { readonly kind: 'FIXED'; readonly position: number }
  | { readonly kind: 'TOP' }
  | { readonly kind: 'INTERVAL'; readonly start: number; readonly every: number; readonly max: number }
  | { readonly kind: 'RANDOM'; readonly start: number; readonly span: number; readonly count: number };

/** A rule that keeps similar items apart. */
export type ScatterRule =
  | {
      readonly kind: 'FREQ';
      readonly dim: string;
      readonly window: number;
      readonly limit: number;
      readonly value?: string;
    }
  | { readonly kind: 'RUN'; readonly dim: string; readonly limit: number }
  | {
      readonly kind: 'EXCLUDE';
      readonly dim: string;
      readonly value: string;
      readonly positions: readonly number[];
    };

/** How a scene mixes. */
export interface ScenePolicy {
  readonly policyVersion: number;
  readonly spm: string;
  readonly scmScene: number;
  readonly pageSize: number;
  readonly minCount: number;
  readonly lookahead: number;
  readonly keyWindow: number;
  readonly requireProduct: boolean;
  readonly soldOut: 'KEEP' | 'DEMOTE' | 'DROP';
  readonly maxDurationMs: number | null;
  readonly fallbackTitle: string | null;
  readonly exposureDays: 1 | 3 | 7;
  readonly exposureRelax: boolean;
  readonly onAlgorithmFailure: 'NEXT_TIER' | 'BACKFILL';
  readonly backfillOrder: readonly ('POOL' | 'HOT')[];
  readonly rules: readonly ScatterRule[];
}

/** Who sees a creative: all conditions must hold, an empty list or null is none. */
export interface Targeting {
  readonly crowdsAny: readonly string[];
  readonly crowdsNone: readonly string[];
  readonly platforms: readonly string[];
  readonly regions: readonly string[];
  readonly minAppVersion: string | null;
  readonly buckets: readonly string[];
}

/** Picture of a banner creative. */
export interface Banner {
  readonly imageUrl: string;
  readonly width: number;
  readonly height: number;
  readonly targetUrl: string;
  readonly title: string | null;
}

/** What a slot shows to one audience in one window. */
export interface CreativeRecord {
  readonly creativeId: string;
  readonly contentType: 'VIDEO' | 'LIVE' | 'BANNER';
  readonly contentId: Id | null;
  readonly priority: number;
  readonly startAt: Ms;
  readonly endAt: Ms;
  readonly targeting: Targeting;
  readonly frequencyCap: { readonly count: number; readonly days: 1 | 7 | 30 } | null;
  readonly titleOverride: string | null;
  readonly coverOverrideUrl: string | null;
  readonly badge: string | null;
  readonly banner: Banner | null;
}

/** A position, or series of positions, that operators control. */
export interface SlotRecord {
  readonly slotId: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly killed: boolean;
  readonly priority: number;
  readonly placement: Placement;
  readonly respectExposure: boolean;
  readonly creatives: readonly CreativeRecord[];
  readonly fallbackCreative: CreativeRecord | null;
}

/** Curated contents that fill short pages. */
export interface Pool {
  readonly poolId: string;
  readonly contents: readonly { readonly contentType: 'VIDEO'; readonly contentId: Id }[];
}

/** One version of a scene's plan. */
export interface SlotPlan {
  readonly schemaVersion: 1;
  readonly sceneId: string;
  readonly planVersion: number;
  readonly publishedAt: Ms;
  readonly effectiveAt: Ms;
  readonly policy: ScenePolicy;
  readonly slots: readonly SlotRecord[];
  readonly pools: readonly Pool[];
  readonly digest: string;
}

/** JSON with object keys sorted by code unit and no white space. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** Digest of a plan: SHA-256 over its canonical JSON without `digest`. */
export function planDigest(plan: object): string {
  const content = Object.fromEntries(Object.entries(plan).filter(([name]) => name !== 'digest'));
  return `sha256:${createHash('sha256').update(canonicalJson(content)).digest('hex')}`;
}
