import './metadata.js';
import { Field, ID, ObjectType } from 'type-graphql';
import { ContentType, FeedItem } from './feed-item.type.js';
import type { FieldsOf } from './fields-of.js';
import { Image } from './image.type.js';
import { LiveRoom } from './live-room.type.js';
import { UrlScalar } from './scalars.js';
import { Video } from './video.type.js';

/** A video as placed: the overrides come from the creative that placed it. */
@ObjectType({ simpleResolvers: true, implements: FeedItem, description: 'A video in the feed.' })
export class VideoCard implements FeedItem {
  @Field(() => ID, { description: 'Stable id of the card; not a Node id.' })
  declare readonly id: string;

  @Field(() => ContentType, { description: 'Always VIDEO.' })
  declare readonly contentType: typeof ContentType.VIDEO;

  @Field(() => UrlScalar, { description: 'Video page.' })
  declare readonly targetUrl: string;

  @Field(() => Video, { description: 'The video. An item without it is dropped, never half shown.' })
  declare readonly video: Video;

  @Field(() => String, {
    nullable: true,
    description: "Title set by the slot; show it instead of the video's.",
  })
  declare readonly titleOverride: string | null;

  @Field(() => Image, {
    nullable: true,
    description: "Cover set by the slot; show it instead of the video's.",
  })
  declare readonly coverOverride: Image | null;

  @Field(() => String, {
    nullable: true,
    description: "The algorithm's reason in words, for example `Popular near you`.",
  })
  declare readonly recommendReason: string | null;

  @Field(() => String, { nullable: true, description: 'Badge set by the slot.' })
  declare readonly badge: string | null;

  /** Field by field: pages have a hundred of these, and Object.assign costs ten times as much. */
  constructor(fields: FieldsOf<VideoCard>) {
    this.id = fields.id;
    this.contentType = fields.contentType;
    this.targetUrl = fields.targetUrl;
    this.video = fields.video;
    this.titleOverride = fields.titleOverride;
    this.coverOverride = fields.coverOverride;
    this.recommendReason = fields.recommendReason;
    this.badge = fields.badge;
  }
}

/** A live room as placed by the algorithm or a slot. */
@ObjectType({
  simpleResolvers: true,
  implements: FeedItem,
  description: 'A live room in the feed. Shown only while the room is LIVE or UPCOMING.',
})
export class LiveCard implements FeedItem {
  @Field(() => ID, { description: 'Stable id of the card; not a Node id.' })
  declare readonly id: string;

  @Field(() => ContentType, { description: 'Always LIVE.' })
  declare readonly contentType: typeof ContentType.LIVE;

  @Field(() => UrlScalar, { description: 'Live room page.' })
  declare readonly targetUrl: string;

  @Field(() => LiveRoom, { description: 'The room. An item without it is dropped.' })
  declare readonly room: LiveRoom;

  @Field(() => String, { nullable: true, description: 'Badge set by the slot.' })
  declare readonly badge: string | null;

  constructor(fields: FieldsOf<LiveCard>) {
    Object.assign(this, fields);
  }
}

/** A creative that is content by itself. */
@ObjectType({
  simpleResolvers: true,
  implements: FeedItem,
  description: 'An image with a link, placed by operators.',
})
export class BannerCard implements FeedItem {
  @Field(() => ID, { description: 'Stable id of the card; not a Node id.' })
  declare readonly id: string;

  @Field(() => ContentType, { description: 'Always BANNER.' })
  declare readonly contentType: typeof ContentType.BANNER;

  @Field(() => UrlScalar, { description: 'Link of the banner.' })
  declare readonly targetUrl: string;

  @Field(() => Image, { description: 'The image.' })
  declare readonly image: Image;

  @Field(() => String, { nullable: true, description: 'Text for screen readers.' })
  declare readonly title: string | null;

  constructor(fields: FieldsOf<BannerCard>) {
    Object.assign(this, fields);
  }
}

/** A card as code holds it: `contentType` tells which. */
export type FeedCard = VideoCard | LiveCard | BannerCard;
