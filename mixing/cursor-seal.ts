import { timingSafeEqual } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

import { keyedHash } from './cursor-mac.js';
import type { CursorKey, CursorRefusal } from './cursor.types.js';

/** Longest text of a cursor, in characters. */
export const MAX_CURSOR_LENGTH = 4096;

const VERSION = 1;
const HEADER_BYTES = 2;
const MAC_BYTES = 16;
/** A cursor that inflates to more was not made here. */
const MAX_JSON_BYTES = 16 * 1024;
/** Most of a cursor is packed hashes, which no effort compresses: the least effort and little memory do, in one chunk. */
const DEFLATE = { level: 1, memLevel: 5, windowBits: 12, chunkSize: 4096 };

/** Compresses and signs the JSON of a cursor with the first key. Throws RangeError without a key. */
export function sealCursor(json: string, [signer]: readonly CursorKey[]): string {
  if (signer === undefined) throw new RangeError('A cursor needs a key to be signed with');
  const body = Buffer.concat([Buffer.of(VERSION, signer.kid), deflateRawSync(json, DEFLATE)]);
  return Buffer.concat([body, keyedHash(body, signer, MAC_BYTES)]).toString('base64url');
}

/** The bytes of base64url text, or null when another text would decode to the same bytes. */
function canonicalBytes(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : null;
}

function inflate(body: Buffer): string | null {
  try {
    return inflateRawSync(body.subarray(HEADER_BYTES), { maxOutputLength: MAX_JSON_BYTES }).toString('utf8');
  } catch {
    return null;
  }
}

/** The JSON of a cursor made by `sealCursor`, or why it is refused. Nothing is inflated before its signature holds. */
export function unsealCursor(
  text: string,
  keys: readonly CursorKey[],
): { json: string } | { refused: CursorRefusal } {
  if (text.length > MAX_CURSOR_LENGTH) return { refused: 'TOO_LONG' };
  const bytes = canonicalBytes(text);
  if (bytes === null || bytes.length <= HEADER_BYTES + MAC_BYTES) return { refused: 'ENCODING' };
  if (bytes[0] !== VERSION) return { refused: 'VERSION' };
  const key = keys.find(({ kid }) => kid === bytes[1]);
  if (key === undefined) return { refused: 'KEY' };
  const body = bytes.subarray(0, -MAC_BYTES);
  if (!timingSafeEqual(keyedHash(body, key, MAC_BYTES), bytes.subarray(-MAC_BYTES)))
    return { refused: 'SIGNATURE' };
  const json = inflate(body);
  return json === null ? { refused: 'CONTENT' } : { json };
}
