import type { Creative, Ms } from './slot.types.js';

/** Whether a creative's schedule window is open. */
export function isOnAir({ startAt, endAt }: Creative, now: Ms): boolean {
  return startAt <= now && now < endAt;
}
