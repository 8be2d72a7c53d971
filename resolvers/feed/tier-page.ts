import type { Image } from '../../schema/image.type.js';
import type { ListProgress } from '../../mixing/edge-cursors.js';
import type { MixedItem, MixInput, MixOutput } from '../../mixing/mix.types.js';
import type { ServingTier } from '../../mixing/serving-tier.js';
import type { DegradedReason } from '../../datasources/chain/reason.js';
import type { Banner } from '../../datasources/slots/slot-plan.js';
import type { Contents } from './contents.js';

/** What a tier's list, or a slot, says of an item beyond its content. */
export interface Dressing {
  readonly titleOverride: string | null;
  readonly coverOverride: Image | null;
  readonly recommendReason: string | null;
  readonly badge: string | null;
  /** Where a tap on a video leads; null: to its own page. */
  readonly targetUrl: string | null;
  /** Set iff the item is a banner that may be shown. */
  readonly banner: Banner | null;
  /** Why the algorithm chose it. */
  readonly matchInfo: string | null;
  /** The scm that the list's owner gave it. */
  readonly upstreamScm: string | null;
}

/** An item of which nothing more is known. */
export const PLAIN: Dressing = {
  titleOverride: null,
  coverOverride: null,
  recommendReason: null,
  badge: null,
  targetUrl: null,
  banner: null,
  matchInfo: null,
  upstreamScm: null,
};

/** Where the next page of a session goes on in the list of its tier. */
export interface Resumption {
  readonly algorithmCursor: string | null;
  /** First 16 hex digits of the document's hash. */
  readonly snapshotHash: string | null;
  /** For cursors inside the page. */
  readonly before: ListProgress;
  /** For the cursor at its end. */
  readonly after: ListProgress;
}

/** A mixed page with the contents it was made of. */
export interface MixedPage {
  readonly input: MixInput;
  readonly output: MixOutput;
  readonly contents: Contents;
}

/** A page as one tier made it; cards, tracking, cursors and reports of every tier are made of this. */
export interface TierPage extends MixedPage {
  readonly tier: ServingTier;
  readonly dress: (item: MixedItem) => Dressing;
  /** The list owner's page view id; null: ours. */
  readonly pvid: string | null;
  /** `layer#bucket` pairs as the algorithm sent them. */
  readonly buckets: string;
  /** Whether the tier has more for this session behind the page. */
  readonly hasMore: boolean;
  readonly resumption: Resumption;
  readonly configVersion: string;
  /** Epoch ms; null unless the list is a published snapshot. */
  readonly snapshotGeneratedAt: number | null;
  /** Why it was made with less than its normal inputs; null when it was not. */
  readonly lacks: DegradedReason | null;
  /** Whether the list is this viewer's own, as far as there is a viewer. */
  readonly personalized: boolean;
}

/** Lists that are not read page by page, or not from a document. */
export const NO_PROGRESS: ListProgress = { legacyPage: null, snapshotIndex: 0 };
