import { LiveState, type LiveRoom } from '../../schema/live-room.type.js';

/** How long an announced start may have passed before nobody believes in it any more (ms). */
const LATE_MS = 600_000;

const STATES: ReadonlyMap<number, LiveState> = new Map([
  [101, LiveState.LIVE],
  [102, LiveState.UPCOMING],
  [103, LiveState.ENDED],
  [104, LiveState.BANNED],
  [105, LiveState.PAUSED],
]);

/** State of a wire code; null for codes that count as no room (106 error, 107 expired, unknown ones). */
export const roomState = (code: number): LiveState | null => STATES.get(code) ?? null;

/** Whether a room may stand on a card or beside its host at `now` (epoch ms): on air, or announced and not overdue. LV_STATE when not. */
export function onShow({ state, startAt }: LiveRoom, now: number): boolean {
  if (state === LiveState.LIVE) return true;
  return state === LiveState.UPCOMING && (startAt === null || now - startAt <= LATE_MS);
}
