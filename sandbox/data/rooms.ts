import { stream } from './chance.js';
import { clamp, logNormal, normal } from './distributions.js';
import type { Ms } from './ids.js';
import { FAMILIES } from './ids.js';
import { Permutation } from './permutation.js';
import { ORDINARY_ACCOUNTS } from './reserved.js';
import type { World } from './world.js';
import { HOUR, MINUTE, floorTo } from './world.js';

/** State of a room at an instant, in the codes of the contract. */
export interface RoomFacts {
  readonly state: 101 | 102 | 103 | 104 | 105 | 106 | 107;
  readonly startAt: Ms;
  readonly viewers: number;
  readonly replay: boolean;
  readonly account: number;
}

/** The last rooms are second rooms of the accounts of the first ones. */
const FIRST_ROOMS = 700;
const AUDIENCE = { median: 1_200, sigma: 1.4 };
/** A cycling room is announced for 30 minutes, on air for 60 and ended for 30. */
const CYCLE: Ms = 2 * HOUR;

const order = stream('room.account');
const programme = stream('room.programme');
const shift = stream('room.shift');
const audience = stream('room.viewers');
const replay = stream('room.replay');

function accountOrder(world: World): Permutation {
  return new Permutation(ORDINARY_ACCOUNTS, world.chance.bits(order, 0));
}

/** Account that runs a room. */
export function accountOfRoom(world: World, room: number): number {
  const index = room > FIRST_ROOMS ? room - FIRST_ROOMS - 1 : room - 1;
  return accountOrder(world).at(index) + 1;
}

/** Rooms of an account: none, one or two. */
function roomsOfAccount(world: World, account: number): number[] {
  if (account > ORDINARY_ACCOUNTS) return [];
  const room = accountOrder(world).indexOf(account - 1) + 1;
  if (room > FIRST_ROOMS) return [];
  const second = room + FIRST_ROOMS;
  return second <= FAMILIES.room.size ? [room, second] : [room];
}

/** Whether a room is always on air, as half of them are. Plans and recommendations prefer these. */
export function isMarathon(world: World, room: number): boolean {
  return world.chance.unit(programme, room) < 0.5;
}

function schedule(world: World, room: number, now: Ms): { state: RoomFacts['state']; startAt: Ms } {
  const draw = world.chance.unit(programme, room);
  const offset = world.chance.below(CYCLE, shift, room);
  const begun = floorTo(CYCLE, now - offset) + offset;
  if (draw < 0.5) return { state: 101, startAt: floorTo(MINUTE, begun - 20 * MINUTE) };
  if (draw < 0.6) {
    const minutes = (now - begun) / MINUTE;
    return { state: minutes < 30 ? 102 : minutes < 90 ? 101 : 103, startAt: begun + 30 * MINUTE };
  }
  if (draw < 0.78) return { state: 102, startAt: floorTo(HOUR, now) + HOUR + floorTo(MINUTE, offset) };
  if (draw < 0.92) return { state: 103, startAt: begun - 6 * HOUR };
  const state = draw < 0.94 ? 104 : draw < 0.97 ? 105 : draw < 0.985 ? 106 : 107;
  return { state, startAt: begun };
}

/** The room with an ordinal of 1..800 at an instant. */
export function roomFacts(world: World, room: number, now: Ms): RoomFacts {
  const { state, startAt } = schedule(world, room, now);
  const size = logNormal(AUDIENCE, normal(world.chance, audience, room));
  return {
    state,
    startAt,
    viewers: state === 101 ? Math.round(clamp(size, 20, 5_000_000)) : 0,
    replay: state === 103 && world.chance.happens(0.8, replay, room),
    account: accountOfRoom(world, room),
  };
}

/** Room to show for an account: on air first, else the nearest start; null when it has none. */
export function roomToShow(world: World, account: number, now: Ms): number | null {
  const rooms = roomsOfAccount(world, account).map((room) => ({ room, ...roomFacts(world, room, now) }));
  rooms.sort(
    (a, b) =>
      Number(b.state === 101) - Number(a.state === 101) ||
      Math.abs(a.startAt - now) - Math.abs(b.startAt - now),
  );
  return rooms[0]?.room ?? null;
}
