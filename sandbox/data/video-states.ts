import { stream } from './chance.js';
import type { Ms } from './ids.js';
import { ORDINARY_VIDEOS, RESERVED_VIDEOS } from './reserved.js';
import type { World } from './world.js';

/** Whether and when a video may be played. */
export interface VideoState {
  readonly status: 'NORMAL' | 'OFFLINE' | 'PROCESSING' | 'BLOCKED' | 'DELETED';
  readonly auditStatus: 'PASS' | 'PENDING' | 'REJECTED';
  readonly visibility: 'PUBLIC' | 'PRIVATE';
  readonly publishAt: Ms;
  readonly expireAt: Ms | null;
}

/** Videos were published between these instants: 1 April 2019 and 10 November 2019. */
const FIRST_PUBLISHED: Ms = 1_554_048_000_000;
const LAST_PUBLISHED: Ms = 1_573_344_000_000;
const FAR_FUTURE: Ms = 4_102_444_800_000;

const dirt = stream('video.state');
const published = stream('video.published');

const RESERVED_STATES = new Map<number, Partial<VideoState>>([
  [RESERVED_VIDEOS.offline, { status: 'OFFLINE' }],
  [RESERVED_VIDEOS.deleted, { status: 'DELETED' }],
  [RESERVED_VIDEOS.blocked, { status: 'BLOCKED' }],
  [RESERVED_VIDEOS.processing, { status: 'PROCESSING' }],
  [RESERVED_VIDEOS.pending, { auditStatus: 'PENDING' }],
  [RESERVED_VIDEOS.rejected, { auditStatus: 'REJECTED' }],
  [RESERVED_VIDEOS.private, { visibility: 'PRIVATE' }],
  [RESERVED_VIDEOS.expired, { expireAt: LAST_PUBLISHED }],
  [RESERVED_VIDEOS.unpublished, { publishAt: FAR_FUTURE }],
]);

/** Dirty data: 2 % offline, 0.3 % blocked, 1 % deleted (and still recommended). */
function dirtyStatus(world: World, video: number): VideoState['status'] {
  const draw = world.chance.unit(dirt, video);
  if (draw < 0.02) return 'OFFLINE';
  if (draw < 0.023) return 'BLOCKED';
  return draw < 0.033 ? 'DELETED' : 'NORMAL';
}

function statusOf(world: World, video: number): VideoState['status'] {
  return world.settings.dirty ? dirtyStatus(world, video) : 'NORMAL';
}

/** State of the video with an ordinal of 1..20000; the reserved ones keep theirs in every profile. */
export function videoState(world: World, video: number): VideoState {
  const seconds = world.chance.below((LAST_PUBLISHED - FIRST_PUBLISHED) / 1_000, published, video);
  return {
    status: statusOf(world, video),
    auditStatus: 'PASS',
    visibility: 'PUBLIC',
    publishAt: FIRST_PUBLISHED + seconds * 1_000,
    expireAt: null,
    ...RESERVED_STATES.get(video),
  };
}

/** Whether recommendations list a video: those known to be off are gone, deleted ones linger. */
export function isListed(world: World, video: number): boolean {
  if (video > ORDINARY_VIDEOS) return false;
  const status = statusOf(world, video);
  return status === 'NORMAL' || status === 'DELETED';
}

/** Whether a video is playable with dirty data and without: plans, pools and hot lists hold only such. */
export function isPlayable(world: World, video: number): boolean {
  return video <= ORDINARY_VIDEOS && dirtyStatus(world, video) === 'NORMAL';
}
