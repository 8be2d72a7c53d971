import { accountFacts } from '../data/accounts.js';
import { stream } from '../data/chance.js';
import type { Id, Ms } from '../data/ids.js';
import { idOf, ordinalOf } from '../data/ids.js';
import { pictureUrl } from '../data/media.js';
import type { RoomFacts } from '../data/rooms.js';
import { roomFacts, roomToShow } from '../data/rooms.js';
import type { World } from '../data/world.js';
import { batchRoute } from '../server/batch.js';
import { LATENCY } from '../server/latency.js';
import type { Service } from '../server/route.js';

/** A live room on the wire. */
export interface RoomRecord {
  readonly roomId: Id;
  readonly accountId: Id;
  readonly state: RoomFacts['state'];
  readonly title: string;
  readonly coverUrl: string;
  readonly startAt: Ms | null;
  readonly viewers: number | null;
  readonly url: string;
  readonly replayUrl: string | null;
}

const TITLES = [
  'New arrivals with',
  'Tonight live:',
  'Questions and answers with',
  'Last pieces at',
  'Behind the counter of',
];
const title = stream('room.title');

/** Title of a room, after the account that runs it. */
function roomTitle(world: World, room: number, account: number): string {
  return `${world.chance.pick(TITLES, title, room)} ${accountFacts(world, account).name}`;
}

/** The room with an ordinal of 1..800 now, as LIVE tells it. */
function roomRecord(world: World, room: number): RoomRecord {
  const { state, startAt, viewers, replay, account } = roomFacts(world, room, world.now());
  const roomId = idOf('room', room);
  return {
    roomId,
    accountId: idOf('account', account),
    state,
    title: roomTitle(world, room, account),
    coverUrl: pictureUrl(world, 'room', roomId),
    startAt,
    viewers,
    url: `https://live.sandbox.test/${roomId}`,
    replayUrl: replay ? `https://live.sandbox.test/replay/${roomId}` : null,
  };
}

/** LIVE: rooms by their id, and the room to show for an account. */
export function liveService(world: World): Service {
  const readRoom = (id: Id): RoomRecord | undefined => {
    const room = ordinalOf('room', id);
    return room === null ? undefined : roomRecord(world, room);
  };
  const readByAccount = (id: Id): RoomRecord | undefined => {
    const account = ordinalOf('account', id);
    const room = account === null ? null : roomToShow(world, account, world.now());
    return room === null ? undefined : roomRecord(world, room);
  };
  const latency = LATENCY.live;
  return {
    name: 'LIVE',
    routes: [
      batchRoute(world, { path: '/rooms:batchGet', limit: 50, latency, read: readRoom }),
      batchRoute(world, { path: '/rooms:batchGetByAccount', limit: 50, latency, read: readByAccount }),
    ],
  };
}
