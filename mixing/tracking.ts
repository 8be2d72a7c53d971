import { type Key, rawId, typeOfKey } from './content-key.js';
import type { ItemSource, MixedItem } from './mix.types.js';
import { type ServingTier, tierIndex } from './serving-tier.js';

/** Values that clients report with every behaviour event, unchanged; equal to the schema's type `TrackInfo`. */
export interface Tracking {
  pvid: string;
  scm: string;
  spm: string;
  position: number;
  buckets: string;
  algoTrace: string | null;
  args: Record<string, string>;
}

/** What all items of one response have in common. */
export interface TrackedPage {
  /** From `responsePvid`. */
  pvid: string;
  /** Site, page and block, from the policy. */
  spm: string;
  scmScene: number;
  tier: ServingTier;
  sessionId: string;
  /** `layer#bucket` pairs as the algorithm sent them. */
  buckets: string;
}

/** What is known of one item beyond its place. */
export interface TrackedContent {
  /** Ids of its products, primary first. */
  itemIds: readonly string[];
  /** Why the algorithm chose it. */
  matchInfo: string | null;
  /** The scm an upstream gave it. */
  upstreamScm: string | null;
}

const MAX_PVID_LENGTH = 64;
const OBJECT_TYPES: Record<string, string> = { VIDEO: 'video', LIVE: 'live', BANNER: 'banner' };
const SCM_SOURCES: Record<ItemSource, number> = {
  ALGORITHM: 1,
  SLOT: 2,
  SLOT_FALLBACK: 3,
  BACKFILL_POOL: 4,
  BACKFILL_HOT: 5,
  EXPOSURE_RELAXED: 6,
  ENTRY: 7,
  LEGACY: 8,
  SNAPSHOT: 9,
  BUILT_IN: 10,
};

/** Id of one response: the upstream's if it is usable (1 to 64 characters), else `local-<uuid>`. */
export function responsePvid(upstreamPvid: string | null, uuid: string): string {
  const isUsable = upstreamPvid !== null && upstreamPvid.length > 0 && upstreamPvid.length <= MAX_PVID_LENGTH;
  return isUsable ? upstreamPvid : `local-${uuid}`;
}

/** The spm of one product of an item: the item's, with the product's place in it. */
export function productSpm(itemSpm: string, productIndex: number): string {
  return `${itemSpm}.p${productIndex + 1}`;
}

function objectType(key: Key): string {
  return OBJECT_TYPES[typeOfKey(key)] ?? '';
}

function trackingArgs(page: TrackedPage, item: MixedItem, content: TrackedContent): Record<string, string> {
  const args: Record<string, string> = {
    x_object_type: objectType(item.key),
    x_object_id: rawId(item.key),
    x_item_ids: content.itemIds.join(','),
    session_id: page.sessionId,
    pos: String(item.position),
    tier: page.tier,
  };
  if (item.slotId !== null) args['slot_id'] = item.slotId;
  if (item.creativeId !== null) args['creative_id'] = item.creativeId;
  if (content.matchInfo !== null) args['match_info'] = content.matchInfo;
  if (content.upstreamScm !== null) args['upstream_scm'] = content.upstreamScm;
  return args;
}

/** Tracking of one item of a mixed page. Buckets and traces belong to the algorithm: lower tiers have none. */
export function trackItem(page: TrackedPage, item: MixedItem, content: TrackedContent): Tracking {
  const isPrimary = page.tier === 'PRIMARY';
  return {
    pvid: page.pvid,
    scm: `1007.${page.scmScene}.${SCM_SOURCES[item.source]}.${tierIndex(page.tier)}`,
    spm: `${page.spm}.d${item.position + 1}`,
    position: item.position,
    buckets: isPrimary ? page.buckets : '',
    algoTrace: isPrimary ? item.trace : null,
    args: trackingArgs(page, item, content),
  };
}
