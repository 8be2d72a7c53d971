import { Ctx, Field, FieldResolver, ID, InterfaceType, ObjectType, Resolver, Root } from 'type-graphql';
import type { PeerContext } from '../context.js';
import { ContentType } from '../enums.js';
import { globalId } from '../upstream/values.js';
import { Video } from './video.type.js';

@InterfaceType()
export abstract class FeedItem {
  @Field(() => ID)
  id: string;

  @Field(() => ContentType)
  contentType: ContentType;
}

@ObjectType({ implements: FeedItem })
export class VideoCard extends FeedItem {
  constructor(readonly videoId: string) {
    super();
    this.id = globalId('VideoCard', videoId);
    this.contentType = ContentType.VIDEO;
  }
}

@Resolver(() => VideoCard)
export class VideoCardResolver {
  @FieldResolver(() => Video)
  video(@Root() card: VideoCard, @Ctx() { videos }: PeerContext): Promise<unknown> {
    return videos.load(card.videoId);
  }
}
