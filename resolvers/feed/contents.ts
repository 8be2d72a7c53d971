import type { LiveRoom } from '../../schema/live-room.type.js';
import type { Video } from '../../schema/video.type.js';
import { rawId, typeOfKey } from '../../mixing/content-key.js';
import type { ReasonCode } from '../../schema/reason-codes.js';
import { Dropped, MISS, ok, OFF, type Outcome } from '../../datasources/chain/outcome.js';
import { VIDEOS_LIMIT } from '../../datasources/content/content.api.js';
import type { GatewayContext } from '../gateway-context.js';
import { roomRecord } from '../live-room.chains.js';
import { videoRecord } from '../video.chains.js';
import { TierFailure, tierFailureOf } from './feed-failure.js';

/** Losing more than this share of the videos asked for is an outage, not dirt. */
const LOST_SHARE = 0.5;

/** The contents of a page's candidates, by content key. Banners are not in it: the plan holds them whole. */
export interface Contents {
  readonly videos: ReadonlyMap<string, Outcome<Video>>;
  readonly rooms: ReadonlyMap<string, Outcome<LiveRoom>>;
}

/** Nothing was read yet. */
export const NO_CONTENTS: Contents = { videos: new Map(), rooms: new Map() };

const idsOf = (type: string, keys: readonly string[]): string[] =>
  keys.filter((key) => typeOfKey(key) === type).map(rawId);

/**
 * Reads videos and rooms by content key, each service in one batch, in the order given. `before` is what the request has read
 * already, so that a batch is called split (CT_SPLIT) for its new ids alone.
 * @throws TierFailure when most videos are missing or could not be read (CT_MISSING); those that may not be shown are neither
 */
export async function readContents(
  keys: readonly string[],
  before: Contents,
  ctx: GatewayContext,
): Promise<Contents> {
  const { serving, deadline } = ctx.datasources;
  const end = deadline.tier('PRIMARY');
  const videoIds = idsOf('VIDEO', keys);
  if (videoIds.filter((id) => !before.videos.has(id)).length > VIDEOS_LIMIT) ctx.count('CT_SPLIT');
  const [videos, rooms] = await Promise.all([
    serving.resolveAll(videoRecord, videoIds, end),
    serving.resolveAll(roomRecord, idsOf('LIVE', keys), end),
  ]);
  assertNotLost([...videos.values()], ctx);
  return { videos, rooms };
}

function assertNotLost(videos: readonly Outcome<Video>[], { count }: GatewayContext): void {
  const lost = videos.filter((outcome) => outcome.kind === 'fail' || outcome === MISS);
  if (lost.length <= videos.length * LOST_SHARE) return;
  const classes = lost.flatMap((outcome) => (outcome.kind === 'fail' ? outcome.cls : []));
  if (classes.includes('CANCELLED')) throw new TierFailure('UPSTREAM_TIMEOUT', 'stop');
  count('CT_MISSING', lost.length);
  throw tierFailureOf({ cls: classes[0] ?? 'MISSING' });
}

/** Videos that came with their list. No chain has read them, so the emergency list is applied here. */
export function carried(
  videos: readonly Video[],
  { datasources }: GatewayContext,
): ReadonlyMap<string, Outcome<Video>> {
  const emergency = datasources.slots.emergency();
  const isOff = (video: Video): boolean => videoRecord.isOff?.(video, emergency) ?? false;
  return new Map(videos.map((video) => [video.videoId, isOff(video) ? OFF : ok(video)]));
}

/** What was said about a content. */
export const outcomeOf = (key: string, { videos, rooms }: Contents): Outcome<Video | LiveRoom> | undefined =>
  (typeOfKey(key) === 'LIVE' ? rooms : videos).get(rawId(key));

/** Whether a content exists and cannot be shown for a reason that was counted when it was read. */
export const wasDropped = (key: string, contents: Contents): boolean =>
  outcomeOf(key, contents) instanceof Dropped;

/** Why there is no content behind a key that was asked for. */
export function absence(key: string, contents: Contents): ReasonCode {
  const outcome = outcomeOf(key, contents);
  if (outcome === OFF) return 'CT_STATUS';
  return typeOfKey(key) === 'LIVE' ? 'LV_STATE' : 'CT_MISSING';
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

/** Whether a content was read from another source than its first. */
export function cameByDetour(key: string, contents: Contents): boolean {
  const outcome = outcomeOf(key, contents);
  return outcome?.kind === 'ok' && outcome.detour !== undefined;
}
