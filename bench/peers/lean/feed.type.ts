import { Field, ID, Int, InterfaceType, ObjectType } from 'type-graphql';
import { ContentType } from '../enums.js';
import { Video } from './video.type.js';

@InterfaceType()
export abstract class FeedItem {
  @Field(() => ID)
  id: string;

  @Field(() => ContentType)
  contentType: string;
}

@ObjectType({ implements: FeedItem, simpleResolvers: true })
export class VideoCard implements FeedItem {
  id: string;
  contentType: string;

  @Field(() => Video)
  video: Video;

  constructor(id: string, video: Video) {
    this.id = id;
    this.contentType = 'VIDEO';
    this.video = video;
  }
}

@ObjectType({ simpleResolvers: true })
export class FeedEdge {
  @Field(() => Int)
  position: number;

  @Field(() => FeedItem)
  node: VideoCard;

  constructor(position: number, node: VideoCard) {
    this.position = position;
    this.node = node;
  }
}

@ObjectType({ simpleResolvers: true })
export class PageInfo {
  @Field()
  hasNextPage: boolean;
}

@ObjectType({ simpleResolvers: true })
export class FeedConnection {
  @Field(() => [FeedEdge])
  edges: FeedEdge[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;
}
