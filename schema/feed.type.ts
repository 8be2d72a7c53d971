import './metadata.js';
import { Field, Int, ObjectType } from 'type-graphql';
// Also loaded for its registrations: no field names a card's class, only the interface.
import './cards.type.js';
import type { FeedCard } from './cards.type.js';
import { defineEnum } from './define-enum.js';
import type { EnumValue } from './define-enum.js';
import { FeedItem } from './feed-item.type.js';
import { FeedSession } from './feed-session.type.js';
import { PageInfo } from './page-info.type.js';
import { ServingInfo } from './serving.type.js';
import { SlotPlacement } from './slot.type.js';
import { TrackInfo } from './tracking.type.js';

/** Decided by mixing, or by the tier that produced the list. */
export const ItemSource = defineEnum('ItemSource', 'Why an item is in the feed.', {
  ENTRY: 'Asked for by `entryContentIds`.',
  SLOT: 'A scheduled creative of an operator slot.',
  SLOT_FALLBACK: 'The fallback creative of an operator slot.',
  ALGORITHM: 'The recommendation algorithm.',
  BACKFILL_POOL: "An operator's selection pool, filling a short page.",
  BACKFILL_HOT: 'The hot list, filling a short page.',
  EXPOSURE_RELAXED: 'Seen before; shown again because nothing unseen was left.',
  LEGACY: 'The legacy Java feed.',
  SNAPSHOT: 'The published snapshot.',
  BUILT_IN: 'The list packaged with the gateway.',
});
export type ItemSource = EnumValue<typeof ItemSource>;

/** Created as a plain literal for every item of a page. */
@ObjectType({
  simpleResolvers: true,
  description: 'One item of a page, with placement and tracking.',
})
export class FeedEdge {
  @Field(() => String, {
    description: 'Resume point right after this item. Opaque, signed, at most 4096 characters.',
  })
  declare readonly cursor: string;

  @Field(() => FeedItem, { description: 'The item.' })
  declare readonly node: FeedCard;

  @Field(() => Int, { description: '0-based absolute position in the session.' })
  declare readonly position: number;

  @Field(() => ItemSource, { description: 'Why the item is here.' })
  declare readonly source: ItemSource;

  @Field(() => SlotPlacement, { nullable: true, description: 'Set when an operator slot placed the item.' })
  declare readonly slot: SlotPlacement | null;

  @Field(() => TrackInfo, {
    description: 'Values to report with every exposure, click and purchase of this item.',
  })
  declare readonly tracking: TrackInfo;
}

/** Created as a plain literal by the tier that answers. */
@ObjectType({ simpleResolvers: true, description: 'One page of the feed.' })
export class FeedConnection {
  @Field(() => [FeedEdge], { description: 'Items with their placement and tracking, in display order.' })
  declare readonly edges: readonly FeedEdge[];

  @Field(() => [FeedItem], { description: 'The same items without placement, in display order.' })
  declare readonly nodes: readonly FeedCard[];

  @Field(() => PageInfo, { description: 'Paging state.' })
  declare readonly pageInfo: PageInfo;

  @Field(() => FeedSession, { description: 'The session this page belongs to.' })
  declare readonly session: FeedSession;

  @Field(() => ServingInfo, { description: 'Where this page came from.' })
  declare readonly serving: ServingInfo;
}
