import { BannerCard, LiveCard, VideoCard, type FeedCard } from '../../schema/cards.type.js';
import { ContentType } from '../../schema/feed-item.type.js';
import { globalId } from '../../schema/global-id.js';
import type { TrackInfo } from '../../schema/tracking.type.js';
import { Video, type VideoPlacement } from '../../schema/video.type.js';
import { rawId } from '../../mixing/content-key.js';
import type { MixedItem } from '../../mixing/mix.types.js';
import type { Banner } from '../../datasources/slots/slot-plan.js';
import type { GatewayContext } from '../gateway-context.js';
import { outcomeOf, roomOf, videoOf, type Contents } from './contents.js';
import { cardRoom, cardVideo } from './feed.chains.js';
import type { FeedRequest } from './feed-request.js';
import type { Needs } from './needs.js';
import type { Dressing } from './tier-page.js';

/** A placed item with all that its card is made of, beside its content. */
export interface DressedItem {
  readonly item: MixedItem;
  readonly dressing: Dressing;
  readonly tracking: () => TrackInfo;
}

/** Makes the card of a placed item. Null only if its content is unknown, which mixing never places. */
export function cardOf(
  dressed: DressedItem,
  request: FeedRequest,
  contents: Contents,
  needs: Needs,
  ctx: GatewayContext,
): FeedCard | null {
  const { key } = dressed.item;
  const { badge, banner } = dressed.dressing;
  const video = videoOf(key, contents);
  const { coordinate } = video ? cardVideo : cardRoom;
  ctx.datasources.serving.noteServed(coordinate, outcomeOf(key, contents));
  if (video) return videoCard(video, dressed, request, needs, ctx);
  const room = roomOf(key, contents);
  if (room)
    return new LiveCard({
      id: globalId('LiveCard', room.roomId),
      contentType: ContentType.LIVE,
      targetUrl: room.url,
      room,
      badge,
    });
  return banner && bannerCard(key, banner, dressed.dressing);
}

function videoCard(
  video: Video,
  { dressing, tracking }: DressedItem,
  { region, policy }: FeedRequest,
  needs: Needs,
  { feed, count }: GatewayContext,
): VideoCard {
  const untitled = video.title === '';
  if (untitled) count('CT_TITLE');
  const title = untitled ? (policy.fallbackTitle ?? '') : video.title;
  const placement: VideoPlacement | undefined = needs.placements
    ? { tracking, region, soldOut: policy.soldOut }
    : undefined;
  const asIs = placement === undefined && title === video.title;
  return new VideoCard({
    id: globalId('VideoCard', video.videoId),
    contentType: ContentType.VIDEO,
    targetUrl: dressing.targetUrl ?? `${feed.videoPageUrl}${video.videoId}`,
    // Copying into a new instance keeps its shape; a spread of an instance costs ten times as much.
    video: asIs ? video : Object.assign(new Video(video), { title, placement }),
    titleOverride: dressing.titleOverride,
    coverOverride: dressing.coverOverride,
    recommendReason: dressing.recommendReason,
    badge: dressing.badge,
  });
}

const bannerCard = (key: string, { image, targetUrl, title }: Banner, { titleOverride }: Dressing) =>
  new BannerCard({
    id: globalId('BannerCard', rawId(key)),
    contentType: ContentType.BANNER,
    targetUrl,
    image,
    title: titleOverride ?? title,
  });
