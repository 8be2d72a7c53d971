import type { Id, Ms } from '../../data/ids.js';
import { idOf } from '../../data/ids.js';
import type { Popularity } from '../../data/popularity.js';
import { hashText, stream } from '../../data/chance.js';
import { isPlayable } from '../../data/video-states.js';
import type { World } from '../../data/world.js';
import { DAY, MINUTE, floorTo } from '../../data/world.js';

/** The hot list of a scene on the wire. */
export interface HotList {
  readonly sceneId: string;
  readonly generatedAt: Ms;
  readonly items: readonly { readonly contentId: Id; readonly contentType: 'shortvideo' }[];
}

const LENGTH = 100;
const DRAWN_FROM = 400;
const REBUILT_EVERY: Ms = 10 * MINUTE;
const heat = stream('hot.heat');

/** The 100 hottest videos of a scene: the most played ones, shuffled by day. */
export function hotList(world: World, popularity: Popularity, sceneId: string): HotList {
  const now = world.now();
  const scene = hashText(sceneId);
  const day = Math.floor(now / DAY);
  const items = Array.from(popularity.ranked().subarray(0, DRAWN_FROM))
    .filter((video) => isPlayable(world, video))
    .map((video, rank) => ({ video, order: rank + 200 * world.chance.unit(heat, video ^ scene, day) }))
    .sort((a, b) => a.order - b.order)
    .slice(0, LENGTH)
    .map(({ video }) => ({ contentId: idOf('video', video), contentType: 'shortvideo' as const }));
  return { sceneId, generatedAt: floorTo(REBUILT_EVERY, now), items };
}
