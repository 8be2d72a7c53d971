import { hashText, stream } from '../../data/chance.js';
import { FAMILIES, ordinalOf } from '../../data/ids.js';
import { Permutation } from '../../data/permutation.js';
import type { Popularity } from '../../data/popularity.js';
import { isMarathon } from '../../data/rooms.js';
import { isListed } from '../../data/video-states.js';
import { videoItems, videoRoot } from '../../data/videos.js';
import { interestIn } from '../../data/viewers.js';
import type { World } from '../../data/world.js';
import type { RecommendRequest } from './recommend-request.js';

/** One place of a ranked list. */
export interface RankedEntry {
  readonly contentType: 'shortvideo' | 'live';
  readonly ordinal: number;
  readonly score: number;
}

/** Candidates drawn per session: enough for a list that is never exhausted by one sitting. */
const DRAWN = 420;
/** Every other candidate comes from this many most played videos. */
const HEAD = 4_000;
/** Weight of a viewer's interests against the mood of the session: strong, but never only one category. */
const LIKING = 0.4;
const LIVE_FIRST = 5;
const LIVE_EVERY = 11;

const headOrder = stream('rank.head');
const tailOrder = stream('rank.tail');
const rooms = stream('rank.rooms');
const noise = stream('rank.noise');

/** Ordinals of candidate videos of a session: half popular, half from the long tail, none twice. */
function candidates(world: World, popularity: Popularity, session: number): number[] {
  const head = new Permutation(HEAD, world.chance.bits(headOrder, session));
  const tail = new Permutation(FAMILIES.video.size - HEAD, world.chance.bits(tailOrder, session));
  return Array.from({ length: DRAWN }, (_, index) => {
    const half = index >> 1;
    return popularity.at(index % 2 === 0 ? head.at(half) : HEAD + tail.at(half));
  });
}

function rankedVideos(
  world: World,
  popularity: Popularity,
  request: RecommendRequest,
  subject: string,
): RankedEntry[] {
  const session = hashText(`${subject}|${request.sceneId}|${request.sessionId}`);
  const taste = hashText(subject);
  const related = new Set(request.relatedTo.flatMap((id) => ordinalOf('video', id) ?? []));
  const relatedRoots = new Set([...related].map((video) => videoRoot(world, video)));
  const score = (video: number): number => {
    const root = videoRoot(world, video);
    const liking = LIKING * interestIn(world.chance, taste, root) + world.chance.unit(noise, session, video);
    return relatedRoots.has(root) ? liking + 2 : liking;
  };
  const needsProduct = request.sceneId === 'channel';
  return candidates(world, popularity, session)
    .filter((video) => isListed(world, video) && !related.has(video))
    .filter((video) => !needsProduct || videoItems(world, video).length > 0)
    .map((ordinal): RankedEntry => ({ contentType: 'shortvideo', ordinal, score: score(ordinal) }))
    .sort((a, b) => b.score - a.score || a.ordinal - b.ordinal);
}

/** Rooms that are always on air, in the order of a session. */
function rankedRooms(world: World, session: number): RankedEntry[] {
  const order = new Permutation(FAMILIES.room.size, world.chance.bits(rooms, session));
  return Array.from({ length: 100 }, (_, index) => order.at(index) + 1)
    .filter((room) => isMarathon(world, room))
    .map((ordinal) => ({ contentType: 'live', ordinal, score: 0 }));
}

/**
 * The whole list of a session, about 400 deep: personal for the subject, fixed for the session, a live room at every
 * eleventh place. Scores fall from 0.99.
 */
export function rankedList(
  world: World,
  popularity: Popularity,
  request: RecommendRequest,
  subject: string,
): RankedEntry[] {
  const videos = rankedVideos(world, popularity, request, subject);
  const live = rankedRooms(world, hashText(request.sessionId));
  const list: RankedEntry[] = [];
  while (videos.length > 0) {
    const wantsRoom = list.length % LIVE_EVERY === LIVE_FIRST;
    const entry = (wantsRoom ? live.shift() : undefined) ?? videos.shift();
    if (entry) list.push({ ...entry, score: Math.round(990_000 * 0.997 ** list.length) / 1_000_000 });
  }
  return list;
}
