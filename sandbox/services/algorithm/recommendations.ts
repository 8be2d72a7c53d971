import { BoundedMap } from '../../data/bounded-map.js';
import { hashText, stream } from '../../data/chance.js';
import type { Id } from '../../data/ids.js';
import { idOf, ordinalOf } from '../../data/ids.js';
import type { Popularity } from '../../data/popularity.js';
import { bucketsOf } from '../../data/viewers.js';
import type { World } from '../../data/world.js';
import { readCursor, writeCursor } from './cursors.js';
import type { RankedEntry } from './ranking.js';
import { rankedList } from './ranking.js';
import type { RecommendRequest } from './recommend-request.js';

/** One recommended item on the wire. */
export interface RecommendedItem {
  readonly contentId: Id;
  readonly contentType: 'shortvideo' | 'live' | 'item';
  /** Index in items. */
  readonly position: number;
  readonly score: number | null;
  readonly matchInfo: string | null;
  readonly trace: string | null;
  readonly reason: string | null;
}

/** One page of recommendations on the wire. */
export interface RecommendResponse {
  readonly subject: string;
  readonly pvid: string;
  readonly hasMore: boolean;
  readonly nextCursor: string | null;
  readonly buckets: string;
  readonly items: readonly RecommendedItem[];
}

const SESSIONS_KEPT = 300;
const MATCHES = ['i2i_video', 'u2i_taste', 'hot_video', 'cold_start', 'follow_author'];
const REASONS = [
  'Popular near you',
  'Because you watched similar videos',
  'Trending today',
  'New from shops you like',
];

const pageView = stream('algorithm.pvid');
const match = stream('algorithm.match');
const reason = stream('algorithm.reason');
const trace = stream('algorithm.trace');

/** Ranks, pages and labels recommendations. */
export class Recommender {
  private readonly lists = new BoundedMap<string, readonly RankedEntry[]>(SESSIONS_KEPT);
  private pages = 0;

  constructor(
    private readonly world: World,
    private readonly popularity: Popularity,
  ) {}

  /** One page. Unserved items come first; then the list goes on where the cursor stands, without filtered ones. */
  page(request: RecommendRequest, subject: string): RecommendResponse {
    this.pages += 1;
    const list = this.listOf(request, subject);
    const owner = `${subject}|${request.sceneId}|${request.sessionId}`;
    const chosen = this.unserved(request);
    const skip = new Set([...request.filterIds, ...request.unservedIds]);
    let offset = Math.min(readCursor(request.cursor, owner, this.world.now()), list.length);
    while (chosen.length < request.count && offset < list.length) {
      const entry = list[offset];
      offset += 1;
      if (entry && !skip.has(contentIdOf(entry))) chosen.push(entry);
    }
    const hasMore = offset < list.length;
    return {
      subject,
      pvid: this.pvid(owner),
      hasMore,
      nextCursor: hasMore ? writeCursor(offset, owner, this.world.now()) : null,
      buckets: bucketsOf(this.world.chance, subject),
      items: chosen.map((entry, position) => this.label(entry, position)),
    };
  }

  /** Forgets ranked lists; they are computed again on demand. */
  reset(): void {
    this.lists.clear();
  }

  private listOf(request: RecommendRequest, subject: string): readonly RankedEntry[] {
    const dirty = this.world.settings.dirty ? 'dirty' : 'clean';
    const key = [subject, request.sceneId, request.sessionId, request.relatedTo.join(), dirty].join('|');
    return this.lists.getOrCreate(key, () => rankedList(this.world, this.popularity, request, subject));
  }

  private unserved(request: RecommendRequest): RankedEntry[] {
    const filtered = new Set(request.filterIds);
    const entries = [...new Set(request.unservedIds)].flatMap((id): RankedEntry[] => {
      if (filtered.has(id)) return [];
      const video = ordinalOf('video', id);
      const room = ordinalOf('room', id);
      if (video !== null) return [{ contentType: 'shortvideo', ordinal: video, score: 0.99 }];
      return room === null ? [] : [{ contentType: 'live', ordinal: room, score: 0.99 }];
    });
    return entries.slice(0, request.count);
  }

  private label(entry: RankedEntry, position: number): RecommendedItem {
    const { chance } = this.world;
    const { contentType, ordinal, score } = entry;
    const explained = contentType === 'shortvideo' && chance.happens(0.4, reason, ordinal);
    const mark = chance.bits(trace, ordinal, this.pages).toString(16).padStart(8, '0');
    return {
      contentId: contentIdOf(entry),
      contentType,
      position,
      score,
      matchInfo: contentType === 'live' ? 'hot_live' : chance.pick(MATCHES, match, ordinal),
      trace: `1007.40050.354490.${position}:${mark}`,
      reason: explained ? chance.pick(REASONS, reason, ordinal, 1) : null,
    };
  }

  /** A UUID, new for every page. */
  private pvid(owner: string): string {
    const who = hashText(owner);
    const hex = [0, 1, 2, 3]
      .map((part) =>
        this.world.chance
          .bits(pageView, this.pages, who + part)
          .toString(16)
          .padStart(8, '0'),
      )
      .join('');
    return [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `4${hex.slice(13, 16)}`,
      `8${hex.slice(17, 20)}`,
      hex.slice(20),
    ].join('-');
  }
}

function contentIdOf({ contentType, ordinal }: RankedEntry): Id {
  return idOf(contentType === 'live' ? 'room' : 'video', ordinal);
}
