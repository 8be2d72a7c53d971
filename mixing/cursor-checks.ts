import { keyedHash } from './cursor-mac.js';
import type { CursorKey, CursorRefusal, CursorState } from './cursor.types.js';
import type { Ms } from './slot.types.js';

/** A cursor older than this restarts the session. */
const MAX_CURSOR_AGE_MS: Ms = 6 * 60 * 60 * 1000;
/** How long a session keeps the plan version it began with. */
const PLAN_PIN_MS: Ms = 30 * 60 * 1000;
const VIEWER_HASH_BYTES = 8;

/** Who asks, as the trusted edge says; null where unknown. */
export interface CursorViewer {
  viewerId: string | null;
  deviceId: string | null;
}

/** The request a cursor came with. `now` is frozen when the request starts. */
export interface CursorRequest extends CursorViewer {
  sceneId: string;
  now: Ms;
}

function hashWith(key: CursorKey, { viewerId, deviceId }: CursorViewer): string | null {
  if (viewerId === null && deviceId === null) return null;
  const subject = viewerId === null ? `d:${String(deviceId)}` : `v:${viewerId}`;
  return keyedHash(`viewer ${subject}`, key, VIEWER_HASH_BYTES).toString('base64url');
}

/** Keyed hash of the viewer, else of the device, for a new cursor; null for neither. Throws RangeError without a key. */
export function viewerHash(viewer: CursorViewer, [signer]: readonly CursorKey[]): string | null {
  if (signer === undefined) throw new RangeError('A viewer hash needs a key');
  return hashWith(signer, viewer);
}

/** Whether a cursor was made for another scene or viewer. Any of the keys may have made it. */
export function isForeign(
  state: CursorState,
  request: Omit<CursorRequest, 'now'>,
  keys: readonly CursorKey[],
): boolean {
  if (state.sceneId !== request.sceneId) return true;
  return !keys.some((key) => hashWith(key, request) === state.viewerHash);
}

/** Time since the cursor was issued; 0 when the issuer's clock runs ahead. */
export function cursorAge(state: CursorState, now: Ms): Ms {
  return Math.max(0, now - state.issuedAt * 1000);
}

/** Whether the session still keeps the plan version it began with. */
export function isPlanPinned(state: CursorState, now: Ms): boolean {
  return now - state.startedAt * 1000 <= PLAN_PIN_MS;
}

/** Why a decoded cursor cannot be honoured for a request, or null. */
export function judgeCursor(
  state: CursorState,
  request: CursorRequest,
  keys: readonly CursorKey[],
): CursorRefusal | null {
  if (isForeign(state, request, keys)) return 'FOREIGN';
  return cursorAge(state, request.now) > MAX_CURSOR_AGE_MS ? 'EXPIRED' : null;
}
