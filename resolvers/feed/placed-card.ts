import type { FeedCard } from '../../schema/cards.type.js';
import type { FeedEdge } from '../../schema/feed.type.js';
import type { SlotPlacement } from '../../schema/slot.type.js';
import type { TrackInfo } from '../../schema/tracking.type.js';
import type { MixedItem } from '../../mixing/mix.types.js';

/**
 * One card in its place. Few clients select every cursor, and signing is the dearest part of an edge: what is not selected is not
 * made. The getters are the class's, since those of a literal cost a closure each.
 */
export class PlacedCard implements FeedEdge {
  readonly position: number;
  readonly source: FeedEdge['source'];
  readonly slot: SlotPlacement | null;

  constructor(
    readonly node: FeedCard,
    { position, wanted, source, slotId, creativeId }: MixedItem,
    private readonly cursorOf: () => string,
    private readonly trackingOf: () => TrackInfo,
  ) {
    this.position = position;
    this.source = source;
    this.slot =
      slotId !== null && creativeId !== null ? { slotId, creativeId, displaced: position !== wanted } : null;
  }

  get cursor(): string {
    return this.cursorOf();
  }

  get tracking(): TrackInfo {
    return this.trackingOf();
  }
}
