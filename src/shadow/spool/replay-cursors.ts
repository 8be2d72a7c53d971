import { isForeign, viewerHash } from '../../../mixing/cursor-checks.js';
import { decodeCursor, encodeCursor } from '../../../mixing/cursor.js';
import type { CursorKey } from '../../../mixing/cursor.types.js';
import type { Viewer } from '../../../datasources/index.js';
import type { Veil } from './veil.js';

const KEY_BYTES = 32;

/** Signs the cursors inside of cases, and those of their replays. Known to everybody: no gateway takes what it signed. */
export const REPLAY_CURSOR_KEYS: readonly CursorKey[] = [{ kid: 0, key: Buffer.alloc(KEY_BYTES) }];

/** The same cursor for the same viewer under their hash; of another viewer's nothing is left. Null: no cursor of these keys. */
export function replayCursor(
  text: string,
  viewer: Viewer,
  keys: readonly CursorKey[],
  veil: Veil,
): string | null {
  const state = decodeCursor(text, keys);
  if ('refused' in state) return null;
  if (isForeign(state, { ...viewer, sceneId: state.sceneId }, keys)) return veil.word(text);
  const { algorithmCursor } = state;
  return encodeCursor(
    {
      ...state,
      viewerHash: viewerHash(veil.viewer, REPLAY_CURSOR_KEYS),
      algorithmCursor: algorithmCursor === null ? null : veil.word(algorithmCursor),
    },
    REPLAY_CURSOR_KEYS,
  );
}
