import { BannerCard, LiveCard, VideoCard, type FeedCard } from '../../schema/cards.type.js';
import { ContentType } from '../../schema/feed-item.type.js';
import { globalId } from '../../schema/global-id.js';
import type { TrackInfo } from '../../schema/tracking.type.js';
import { Video, type VideoPlacement } from '../../schema/video.type.js';
import type { MixedItem } from '../../mixing/mix.types.js';
import { creativesOf, type PlannedCreative } from '../../datasources/slots/slot-plan.js';
import type { GatewayContext } from '../gateway-context.js';
import { outcomeOf, roomOf, videoOf } from './contents.js';
import { cardRoom, cardVideo } from './feed.chains.js';
import type { FeedRequest } from './feed-request.js';
import type { PrimaryPage } from './primary-tier.js';

/** Makes the card of a placed item. Null only if its content is unknown, which mixing never places. */
export function cardOf(
  item: MixedItem,
  tracking: () => TrackInfo,
  request: FeedRequest,
  page: PrimaryPage,
  ctx: GatewayContext,
): FeedCard | null {
  const creative = creativeOf(item, request);
  const video = videoOf(item.key, page.contents);
  const { coordinate } = video ? cardVideo : cardRoom;
  ctx.datasources.serving.noteDetour(coordinate, outcomeOf(item.key, page.contents));
  if (video) return videoCard(video, item, creative, tracking, request, page, ctx);
  const room = roomOf(item.key, page.contents);
  if (room)
    return new LiveCard({
      id: globalId('LiveCard', room.roomId),
      contentType: ContentType.LIVE,
      targetUrl: room.url,
      room,
      badge: creative?.badge ?? null,
    });
  return creative?.banner ? bannerCard(creative, creative.banner) : null;
}

/** The creative that placed an item. Operators reuse ids of creatives: only inside a slot, with its content, is one unique. */
function creativeOf({ slotId, creativeId, key }: MixedItem, { plan }: FeedRequest): PlannedCreative | null {
  if (plan === null || slotId === null) return null;
  const creatives = plan.slots.filter(({ id }) => id === slotId).flatMap(creativesOf);
  return creatives.find((creative) => creative.id === creativeId && creative.key === key) ?? null;
}

function videoCard(
  video: Video,
  item: MixedItem,
  creative: PlannedCreative | null,
  tracking: () => TrackInfo,
  { region, policy }: FeedRequest,
  { needs, ranked }: PrimaryPage,
  { feed, count }: GatewayContext,
): VideoCard {
  const untitled = video.title === '';
  if (untitled) count('CT_TITLE');
  const title = untitled ? (policy.fallbackTitle ?? '') : video.title;
  const placement: VideoPlacement | undefined = needs.placements
    ? { tracking: tracking(), region, soldOut: policy.soldOut }
    : undefined;
  const asIs = placement === undefined && title === video.title;
  return new VideoCard({
    id: globalId('VideoCard', video.videoId),
    contentType: ContentType.VIDEO,
    targetUrl: `${feed.videoPageUrl}${video.videoId}`,
    // Copying into a new instance keeps its shape; a spread of an instance costs ten times as much.
    video: asIs ? video : Object.assign(new Video(video), { title, placement }),
    titleOverride: creative?.titleOverride ?? null,
    coverOverride: creative?.coverOverride ?? null,
    recommendReason: item.source === 'ALGORITHM' ? (ranked.byKey.get(item.key)?.reason ?? null) : null,
    badge: creative?.badge ?? null,
  });
}

const bannerCard = (
  creative: PlannedCreative,
  { image, targetUrl, title }: NonNullable<PlannedCreative['banner']>,
) =>
  new BannerCard({
    id: globalId('BannerCard', creative.id),
    contentType: ContentType.BANNER,
    targetUrl,
    image,
    title: creative.titleOverride ?? title,
  });
