import { MAX_CURSOR_LENGTH, sealCursor, unsealCursor } from './cursor-seal.js';
import { shrinkPosition } from './cursor-shrink.js';
import { readCursor, writeCursor, writeSession } from './cursor-wire.js';
import type { CursorKey, CursorPosition, CursorRefusal, CursorState } from './cursor.types.js';

/**
 * Text of a cursor from the JSON of its shared part and one position, at most 4,096 characters: a full session fits, and
 * what does not is given up in the order of `shrinkPosition`. Throws RangeError when the shared part alone is too long.
 */
export function encodePosition(
  sessionJson: string,
  position: CursorPosition,
  keys: readonly CursorKey[],
): string {
  let kept: CursorPosition | null = position;
  while (kept !== null) {
    const text = sealCursor(writeCursor(sessionJson, kept), keys);
    if (text.length <= MAX_CURSOR_LENGTH) return text;
    kept = shrinkPosition(kept);
  }
  throw new RangeError('The shared part of a cursor does not fit into 4,096 characters');
}

/** Signs a cursor with the first key. */
export function encodeCursor(state: CursorState, keys: readonly CursorKey[]): string {
  return encodePosition(writeSession(state), state, keys);
}

/**
 * The state behind a cursor that one of the keys signed, or why it is refused. Whether it belongs to this viewer and scene
 * and is young enough is for `judgeCursor`.
 */
export function decodeCursor(
  text: string,
  keys: readonly CursorKey[],
): CursorState | { refused: CursorRefusal } {
  const opened = unsealCursor(text, keys);
  if ('refused' in opened) return opened;
  return readCursor(opened.json) ?? { refused: 'CONTENT' };
}
