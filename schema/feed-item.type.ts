import './metadata.js';
import { Field, ID, InterfaceType } from 'type-graphql';
import { defineEnum } from './define-enum.js';
import type { EnumValue } from './define-enum.js';
import { UrlScalar } from './scalars.js';

/** Kinds of content that mixing places. */
export const ContentType = defineEnum('ContentType', 'Kind of content.', {
  VIDEO: 'A short video.',
  LIVE: 'A live room.',
  BANNER: 'An image with a link, placed by operators only.',
});
export type ContentType = EnumValue<typeof ContentType>;

/** What every card has. Cards are instances of their classes: the concrete type is found by instanceof. */
@InterfaceType({ description: 'Something that can stand at one position of the feed.' })
export abstract class FeedItem {
  @Field(() => ID, { description: 'Stable id of the card; not a Node id.' })
  declare readonly id: string;

  @Field(() => ContentType, { description: 'Kind of content.' })
  declare readonly contentType: ContentType;

  @Field(() => UrlScalar, { description: 'Where a tap leads.' })
  declare readonly targetUrl: string;
}
