import './metadata.js';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Author } from './author.type.js';
import { Category } from './category.type.js';
import { defineEnum } from './define-enum.js';
import type { EnumValue } from './define-enum.js';
import type { FieldsOf } from './fields-of.js';
import { Image } from './image.type.js';
import { Node } from './node.type.js';
import type { ReasonCode } from './reason-codes.js';
import { DateTimeScalar } from './scalars.js';
import type { TrackInfo } from './tracking.type.js';
import { VideoProductConnection } from './video-product.type.js';
import { VideoSource } from './video-source.type.js';
import { VideoStats } from './video-stats.type.js';

/** Computed from the pixel dimensions of a record. */
export const Orientation = defineEnum('Orientation', 'Shape of a video.', {
  PORTRAIT: 'Higher than wide.',
  LANDSCAPE: 'Wider than high.',
  SQUARE: 'Equal sides.',
});
export type Orientation = EnumValue<typeof Orientation>;

/** Computed from CONTENT's status, review, visibility and times. */
export const VideoStatus = defineEnum('VideoStatus', 'Publication status of a video.', {
  NORMAL: 'Playable.',
  OFFLINE: 'Taken offline, private, expired or not yet published.',
  UNDER_REVIEW: 'Waiting for review.',
  BLOCKED: 'Refused or banned.',
  DELETED: 'Deleted.',
  PROCESSING: 'Uploading or transcoding.',
});
export type VideoStatus = EnumValue<typeof VideoStatus>;

/** Created as a plain literal from ENGAGEMENT. */
@ObjectType({ simpleResolvers: true, description: "This viewer's relation to a video." })
export class VideoViewerState {
  @Field(() => Boolean, { description: 'Whether the viewer liked it.' })
  declare readonly liked: boolean;

  @Field(() => Boolean, { description: 'Whether the viewer saved it.' })
  declare readonly favorited: boolean;
}

/** A product shown in a video, before the product itself is read. */
export interface ProductAnchor {
  /** Raw item id. */
  readonly itemId: string;
  /** Moment at which the product appears; null when it has none. */
  readonly anchorMs: number | null;
}

/** Where a video stands in a feed, as far as its products depend on it. */
export interface VideoPlacement {
  /** Tracking of the item, made when somebody asks. */
  readonly tracking: () => TrackInfo;
  /** ISO 3166-2 of the client; null when unknown. */
  readonly region: string | null;
  /** What the scene does with sold-out products. */
  readonly soldOut: 'KEEP' | 'DEMOTE' | 'DROP';
}

/** A record of CONTENT (or LEGACY). `author`, `products` and `viewer` are carried or hydrated. */
@ObjectType({ simpleResolvers: true, implements: Node, description: 'A short video.' })
export class Video implements Node {
  /** Raw video id of the upstreams. */
  declare readonly videoId: string;

  /** Raw account id of the author. */
  declare readonly authorId: string | null;

  /** Raw id of the shop the video belongs to. */
  declare readonly shopId: string | null;

  /** Products in display order, primary first, at most 20. */
  declare readonly anchors: readonly ProductAnchor[];

  /** Equal for re-uploads of the same material; null when unknown. */
  declare readonly fingerprint: string | null;

  /** Raw id of the leaf category. */
  declare readonly categoryId: string | null;

  /** Epoch milliseconds from which it is playable. */
  declare readonly publishAtMs: number;

  /** Epoch milliseconds from which it is not playable any more; null is never. */
  declare readonly expireAtMs: number | null;

  /** Why it may not stand in a feed; null when it may. */
  declare readonly blockedBy: ReasonCode | null;

  /** Set on the copy that a card of a feed holds; undefined for a video read by id. */
  declare readonly placement?: VideoPlacement | undefined;

  @Field(() => ID, { description: 'Global id.' })
  declare readonly id: string;

  @Field(() => String, { description: 'Title, cleaned, at most 60 graphemes.' })
  declare readonly title: string;

  @Field(() => Image, { description: 'Cover image.' })
  declare readonly cover: Image;

  @Field(() => [VideoSource], { description: 'Playable sources, best definition first; at least one.' })
  declare readonly sources: readonly VideoSource[];

  @Field(() => Int, { description: 'Length in milliseconds.' })
  declare readonly durationMs: number;

  @Field(() => Orientation, { description: 'Shape; PORTRAIT when the dimensions are unknown.' })
  declare readonly orientation: Orientation;

  @Field(() => VideoStatus, { description: 'Publication status. Feeds carry NORMAL only.' })
  declare readonly status: VideoStatus;

  /** Epoch milliseconds. */
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was published; null when the serving source does not know.',
  })
  declare readonly publishedAt: number | null;

  @Field(() => Category, { nullable: true, description: 'Leaf category.' })
  declare readonly category: Category | null;

  @Field(() => [String], { description: 'Tags, at most 10; empty when none are known.' })
  declare readonly tags: readonly string[];

  @Field(() => VideoStats, {
    nullable: true,
    description: 'Counters; null when unavailable or older than 10 minutes. Hide them then, never show 0.',
  })
  declare readonly stats: VideoStats | null;

  /** Carried: undefined is unknown and hydrated, null is known absent. */
  @Field(() => Author, {
    nullable: true,
    description: 'Author; null when the account service is unavailable. Hide the block then.',
  })
  declare readonly author?: Author | null | undefined;

  /** Carried whole, unpaged: undefined is unknown and hydrated from `anchors`. */
  @Field(() => VideoProductConnection, {
    description:
      'Products shown in the video, primary first; empty when none is sellable or the catalog is unavailable.',
  })
  declare readonly products?: VideoProductConnection | undefined;

  /** Carried: undefined is unknown and hydrated, null is known absent. */
  @Field(() => VideoViewerState, {
    nullable: true,
    description:
      "This viewer's relation to the video; null for anonymous viewers and when it is unavailable.",
  })
  declare readonly viewer?: VideoViewerState | null | undefined;

  /** Field by field: pages have a hundred of these, and Object.assign costs ten times as much. */
  constructor(fields: FieldsOf<Video>) {
    this.videoId = fields.videoId;
    this.authorId = fields.authorId;
    this.shopId = fields.shopId;
    this.anchors = fields.anchors;
    this.fingerprint = fields.fingerprint;
    this.categoryId = fields.categoryId;
    this.publishAtMs = fields.publishAtMs;
    this.expireAtMs = fields.expireAtMs;
    this.blockedBy = fields.blockedBy;
    this.placement = fields.placement;
    this.id = fields.id;
    this.title = fields.title;
    this.cover = fields.cover;
    this.sources = fields.sources;
    this.durationMs = fields.durationMs;
    this.orientation = fields.orientation;
    this.status = fields.status;
    this.publishedAt = fields.publishedAt;
    this.category = fields.category;
    this.tags = fields.tags;
    this.stats = fields.stats;
    this.author = fields.author;
    this.products = fields.products;
    this.viewer = fields.viewer;
  }
}
