import type { LiveRoom } from '../../schema/live-room.type.js';
import type { Video } from '../../schema/video.type.js';
import { rawId, typeOfKey } from '../../mixing/content-key.js';
import type { Outcome } from '../../datasources/chain/outcome.js';
import { VIDEOS_LIMIT } from '../../datasources/content/content.api.js';
import type { GatewayContext } from '../gateway-context.js';
import { roomRecord } from '../live-room.chains.js';
import { videoRecord } from '../video.chains.js';
import { TierFailure } from './feed-failure.js';

/** Losing more than this share of the contents asked for is an outage, not dirt. */
const LOST_SHARE = 0.5;

/** The contents of a page's candidates, by content key. Banners are not in it: the plan holds them whole. */
export interface Contents {
  readonly videos: ReadonlyMap<string, Outcome<Video>>;
  readonly rooms: ReadonlyMap<string, Outcome<LiveRoom>>;
}

const idsOf = (type: string, keys: readonly string[]): string[] =>
  keys.filter((key) => typeOfKey(key) === type).map(rawId);

/**
 * Reads videos and rooms by content key, each service in one batch, in the order given.
 * @throws TierFailure when most videos are missing or could not be read (CT_MISSING)
 */
export async function readContents(keys: readonly string[], ctx: GatewayContext): Promise<Contents> {
  const { serving } = ctx.datasources;
  const videoIds = idsOf('VIDEO', keys);
  if (videoIds.length > VIDEOS_LIMIT) ctx.count('CT_SPLIT');
  const [videos, rooms] = await Promise.all([
    serving.resolveAll(videoRecord, videoIds),
    serving.resolveAll(roomRecord, idsOf('LIVE', keys)),
  ]);
  let lost = 0;
  for (const outcome of videos.values()) if (outcome.kind !== 'ok') lost += 1;
  if (lost > videos.size * LOST_SHARE) {
    ctx.count('CT_MISSING', lost);
    throw new TierFailure('CONTENT');
  }
  return { videos, rooms };
}

/** The video of a content key, if it was read. */
export function videoOf(key: string, { videos }: Contents): Video | null {
  const outcome = videos.get(rawId(key));
  return typeOfKey(key) === 'VIDEO' && outcome?.kind === 'ok' ? outcome.value : null;
}

/** The room of a content key, if it was read. */
export function roomOf(key: string, { rooms }: Contents): LiveRoom | null {
  const outcome = rooms.get(rawId(key));
  return typeOfKey(key) === 'LIVE' && outcome?.kind === 'ok' ? outcome.value : null;
}
