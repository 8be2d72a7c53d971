import type { Image } from '../../schema/image.type.js';
import type { CreativeRecord, ScenePolicy, SlotRecord } from './plan.schema.js';

/** What a banner shows; it is content by itself. */
export interface Banner {
  readonly image: Image;
  readonly targetUrl: string;
  readonly title: string | null;
}

/** A creative as mixing sees it (id, key, schedule, targeting), with what its card shows. */
export interface PlannedCreative {
  readonly id: string;
  /** Content key: `VIDEO:<id>`, `LIVE:<roomId>` or `BANNER:<creativeId>`. */
  readonly key: string;
  readonly priority: number;
  /** Epoch ms, inclusive. */
  readonly startAt: number;
  /** Epoch ms, exclusive. */
  readonly endAt: number;
  readonly targeting: CreativeRecord['targeting'];
  readonly frequencyCap: CreativeRecord['frequencyCap'];
  readonly titleOverride: string | null;
  readonly coverOverride: Image | null;
  readonly badge: string | null;
  /** Set iff the key is a banner's and image and link may be shown. */
  readonly banner: Banner | null;
}

/** A slot that passed the plan's checks. */
export interface PlannedSlot {
  readonly id: string;
  readonly name: string;
  /** False also for a killed slot. */
  readonly enabled: boolean;
  /** It would be enabled, but for its kill switch. */
  readonly killed: boolean;
  readonly priority: number;
  readonly respectExposure: boolean;
  readonly placement: SlotRecord['placement'];
  readonly creatives: readonly PlannedCreative[];
  readonly fallbackCreative: PlannedCreative | null;
}

/** One version of a scene's configuration, immutable. */
export interface SlotPlan {
  readonly sceneId: string;
  readonly version: number;
  /** Epoch ms from which it counts. */
  readonly effectiveAt: number;
  readonly policy: ScenePolicy;
  readonly slots: readonly PlannedSlot[];
  /** Content keys of the selection pools, joined in order. */
  readonly pool: readonly string[];
  /** The creatives of all slots, fallback creatives included. */
  readonly creatives: readonly PlannedCreative[];
}

/** The creatives of a slot, the fallback creative last. */
export const creativesOf = ({ creatives, fallbackCreative }: PlannedSlot): readonly PlannedCreative[] =>
  fallbackCreative === null ? creatives : [...creatives, fallbackCreative];
