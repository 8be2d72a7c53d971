import { BoundedMap } from '../../data/bounded-map.js';
import { hashText, stream } from '../../data/chance.js';
import { accountFacts } from '../../data/accounts.js';
import { idOf } from '../../data/ids.js';
import { pictureUrl } from '../../data/media.js';
import type { Popularity } from '../../data/popularity.js';
import { RESERVED_VIDEOS } from '../../data/reserved.js';
import { accountOfRoom, isMarathon } from '../../data/rooms.js';
import { isPlayable } from '../../data/video-states.js';
import type { World } from '../../data/world.js';
import { DAY } from '../../data/world.js';
import type { LegacyRecord } from './legacy-records.js';
import { legacyAccount, legacyVideo } from './legacy-records.js';
import { Quirks } from './quirks.js';
import { bannedAuthorAt, isOneShort } from './told.js';

/** One place of the legacy list. */
export interface LegacyEntry {
  readonly kind: 'video' | 'room';
  readonly ordinal: number;
}

const LISTS_KEPT = 300;
const LENGTH = 300;
const DRAWN_FROM = 900;
/** 0-based positions of the Java service's own pins, and the ranks of what it pins. */
const PINS: readonly { position: number; rank: number }[] = [
  { position: 1, rank: 30 },
  { position: 4, rank: 45 },
];
const ROOM_FIRST = 9;
const ROOM_EVERY = 12;

/** A video whose author is banned, itself without fault. */
const BANNED_AUTHOR: LegacyEntry = { kind: 'video', ordinal: RESERVED_VIDEOS.bannedAuthor };

const dayHeat = stream('legacy.day');
const taste = stream('legacy.taste');

/** A page of the list. */
export interface LegacyPage {
  readonly entries: readonly LegacyEntry[];
  /** 0-based position of the first. */
  readonly start: number;
  readonly hasMore: boolean;
}

/** Orders videos by popularity of the day, a little different for every subject. */
export class LegacyFeed {
  private readonly lists = new BoundedMap<string, readonly LegacyEntry[]>(LISTS_KEPT);

  constructor(
    private readonly world: World,
    private readonly popularity: Popularity,
  ) {}

  /** A page (from 1 on) of the list of a subject in a scene, which is fixed for the day. */
  page(sceneId: string, subject: string, pageNum: number, pageSize: number): LegacyPage {
    const day = Math.floor(this.world.now() / DAY);
    const hash = hashText(sceneId + subject);
    const list = this.lists.getOrCreate(`${sceneId}|${subject}|${day}`, () => this.compute(hash, day));
    const start = (pageNum - 1) * pageSize;
    const hasMore = start + pageSize < list.length;
    const shown = hasMore && isOneShort(this.world, hash, pageNum) ? pageSize - 1 : pageSize;
    return { entries: list.slice(start, start + shown), start, hasMore };
  }

  /** One entry as a card of the feed. */
  card(entry: LegacyEntry, position: number, share: number): LegacyRecord {
    const card =
      entry.kind === 'video'
        ? legacyVideo(this.world, entry.ordinal, share)
        : this.roomCard(entry.ordinal, share);
    return { ...card, pos: String(position), scm: `1007.13562.333647.${position}` };
  }

  private compute(subject: number, day: number): LegacyEntry[] {
    const { chance } = this.world;
    const heat = (video: number, rank: number): number => {
      return rank + 300 * chance.unit(dayHeat, video, day) + 60 * chance.unit(taste, video, subject);
    };
    const pinned = PINS.map(({ position, rank }) => ({ position, video: this.popularity.at(rank) })).filter(
      ({ video }) => {
        return isPlayable(this.world, video);
      },
    );
    const list = Array.from(this.popularity.ranked().subarray(0, DRAWN_FROM))
      .filter((video) => isPlayable(this.world, video) && !pinned.some((pin) => pin.video === video))
      .map((video, rank) => ({ ordinal: video, heat: heat(video, rank) }))
      .sort((a, b) => a.heat - b.heat)
      .slice(0, LENGTH)
      .map(({ ordinal }): LegacyEntry => ({ kind: 'video', ordinal }));
    for (const { position, video } of pinned) list.splice(position, 0, { kind: 'video', ordinal: video });
    const whole = this.withRooms(list, subject);
    const stray = bannedAuthorAt(this.world, subject);
    return stray === null ? whole : whole.toSpliced(stray, 0, BANNED_AUTHOR);
  }

  private withRooms(list: LegacyEntry[], subject: number): LegacyEntry[] {
    let room = subject % 400;
    for (let position = ROOM_FIRST; position < list.length; position += ROOM_EVERY) {
      do room = (room % 800) + 1;
      while (!isMarathon(this.world, room));
      list.splice(position, 0, { kind: 'room', ordinal: room });
    }
    return list;
  }

  private roomCard(room: number, share: number): LegacyRecord {
    const id = idOf('room', room);
    const quirks = new Quirks(this.world.chance, share, id);
    const account = accountOfRoom(this.world, room);
    return {
      contentId: quirks.digits('contentId', id),
      contentType: quirks.digits('contentType', 2),
      title: `Live: ${accountFacts(this.world, account).name}`,
      cover: pictureUrl(this.world, 'room', id).replace('http:', ''),
      videoUrl: '',
      duration: quirks.none('duration'),
      status: quirks.digits('status', 1),
      accountId: quirks.digits('accountId', idOf('account', account)),
      itemIds: '',
      trackInfo: '',
      author: legacyAccount(this.world, account, share),
      items: quirks.many('items', []),
    };
  }
}
