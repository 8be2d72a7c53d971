import { seededRandom } from '../statistics/random.js';
import { Zipf } from '../statistics/zipf.js';

/** Videos of the scene `home`; each page takes some that follow one another. */
export const VIDEOS = 5_000;
/** Videos of the scene `popular`, as many as in the sandbox: some are asked for again and again, most hardly ever. */
export const POPULAR_VIDEOS = 20_000;
/** The scene whose lists are drawn by popularity. */
export const POPULAR = 'popular';

const FNV_BASIS = 2_166_136_261;
const FNV_PRIME = 16_777_619;
const popularity = new Zipf(POPULAR_VIDEOS);

/** Indexes of the first videos of somebody's list in a scene: the same each time. */
export function rankedFor(sceneId: string, viewerOrDevice: string, count: number): readonly number[] {
  return sceneId === POPULAR
    ? popularFor(viewerOrDevice, count)
    : Array.from({ length: count }, (_, position) => (startOf(viewerOrDevice) + position) % VIDEOS);
}

function popularFor(viewerOrDevice: string, count: number): readonly number[] {
  const random = seededRandom(hashOf(viewerOrDevice));
  const drawn = new Set<number>();
  while (drawn.size < count) drawn.add(popularity.draw(random));
  return [...drawn];
}

/** Where the list of somebody begins in `home`: spread over all videos. */
export const startOf = (viewerOrDevice: string): number => hashOf(viewerOrDevice) % VIDEOS;

function hashOf(text: string): number {
  let hash = FNV_BASIS;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  return hash >>> 0;
}
