import { stream } from '../data/chance.js';
import type { Counters } from '../data/counters.js';
import { countersAt } from '../data/counters.js';
import type { Id, Ms } from '../data/ids.js';
import { FAMILIES, idOf, ordinalOf } from '../data/ids.js';
import { recordPicture } from '../data/media.js';
import type { VideoState } from '../data/video-states.js';
import { videoState } from '../data/video-states.js';
import type { VideoSource } from '../data/video-media.js';
import { videoSize, videoSources } from '../data/video-media.js';
import { videoTags, videoTitle } from '../data/video-titles.js';
import { videoAuthor, videoDurationMs, videoItems, videoLeaf, videoShop } from '../data/videos.js';
import type { World } from '../data/world.js';
import { MINUTE, floorTo } from '../data/world.js';
import { batchRoute } from '../server/batch.js';
import { LATENCY } from '../server/latency.js';
import type { Service } from '../server/route.js';

/** A video on the wire. */
export interface VideoRecord extends VideoState {
  readonly videoId: Id;
  readonly title: string | null;
  readonly coverUrl: string | null;
  /** Pixels; 0 = unknown. */
  readonly width: number | null;
  readonly height: number | null;
  readonly durationMs: number;
  readonly sources: readonly VideoSource[];
  readonly authorId: Id | null;
  readonly shopId: Id | null;
  readonly categoryPath: string | null;
  readonly categoryName: string | null;
  readonly tags: readonly string[];
  readonly products: readonly { readonly itemId: Id; readonly anchorMs: number | null }[];
  readonly fingerprint: string | null;
  readonly counters: (Counters & { readonly asOf: Ms }) | null;
}

const anchor = stream('video.anchor');
const fingerprint = stream('video.fingerprint');
const reupload = stream('video.reupload');

/** 16 hex digits; with dirty data 3 % of the videos are re-uploads and carry the fingerprint of another one. */
function fingerprintOf(world: World, video: number): string {
  const { chance, settings } = world;
  const copied = settings.dirty && chance.happens(0.03, reupload, video);
  const original = copied ? 1 + chance.below(FAMILIES.video.size, reupload, video, 1) : video;
  return [0, 1]
    .map((half) => chance.bits(fingerprint, original, half).toString(16).padStart(8, '0'))
    .join('');
}

function anchorOf(world: World, video: number, index: number, durationMs: number): number | null {
  if (world.chance.happens(0.1, anchor, video, index)) return null;
  return world.chance.below(durationMs / 100, anchor, video, index + 100) * 100;
}

/** The video with an ordinal of 1..20000, as CONTENT tells it. */
export function videoRecord(world: World, video: number): VideoRecord {
  const now = world.now();
  const items = videoItems(world, video);
  const leaf = videoLeaf(world, video, items);
  const durationMs = videoDurationMs(world, video);
  const author = videoAuthor(world, video);
  const shop = videoShop(world, video, items);
  return {
    videoId: idOf('video', video),
    title: videoTitle(world, video, leaf, items[0]),
    coverUrl: recordPicture(world, 'cover', video),
    ...videoSize(world, video),
    durationMs,
    ...videoState(world, video),
    sources: videoSources(world, video, durationMs, now),
    authorId: author === null ? null : idOf('account', author),
    shopId: shop === null ? null : idOf('shop', shop),
    categoryPath: leaf.path,
    categoryName: leaf.name,
    tags: videoTags(world, video, leaf),
    products: items.map((item, index) => ({
      itemId: idOf('item', item),
      anchorMs: anchorOf(world, video, index, durationMs),
    })),
    fingerprint: fingerprintOf(world, video),
    counters: { ...countersAt(world, video, now), asOf: floorTo(MINUTE, now) },
  };
}

/** CONTENT: videos by id. */
export function contentService(world: World): Service {
  const read = (id: Id): VideoRecord | undefined => {
    const video = ordinalOf('video', id);
    return video === null ? undefined : videoRecord(world, video);
  };
  return {
    name: 'CONTENT',
    routes: [batchRoute(world, { path: '/videos:batchGet', limit: 50, latency: LATENCY.content, read })],
  };
}
