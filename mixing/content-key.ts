import type { ReasonCode } from '../schema/reason-codes.js';

/** Identity of a content inside mixing: `VIDEO:<id>`, `LIVE:<roomId>` or `BANNER:<creativeId>`. */
export type Key = string;

/** Longest decimal id an upstream may send, in digits. */
const MAX_ID_DIGITS = 19;
/** Longest creative id operators may choose, in characters. */
const MAX_CREATIVE_ID = 32;

const ZERO = 48;
const NINE = 57;

function isDecimalId(text: string, from: number): boolean {
  const digits = text.length - from;
  if (digits < 1 || digits > MAX_ID_DIGITS || text.charCodeAt(from) === ZERO) return false;
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < ZERO || code > NINE) return false;
  }
  return true;
}

function isCreativeId(text: string, from: number): boolean {
  const length = text.length - from;
  if (length < 1 || length > MAX_CREATIVE_ID) return false;
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const isLetter = code >= 97 && code <= 122;
    const isDigit = code >= ZERO && code <= NINE;
    if (!isLetter && !isDigit && text[i] !== '-') return false;
  }
  return true;
}

/**
 * Why a candidate's key cannot be used: RC_TYPE for a content type the feed does not know, RC_ID for an id that is blank,
 * not decimal or over 19 digits (banners: not a creative id). Null when the key is well formed.
 */
export function keyProblem(key: Key): ReasonCode | null {
  if (key.startsWith('VIDEO:')) return isDecimalId(key, 6) ? null : 'RC_ID';
  if (key.startsWith('LIVE:')) return isDecimalId(key, 5) ? null : 'RC_ID';
  if (key.startsWith('BANNER:')) return isCreativeId(key, 7) ? null : 'RC_ID';
  return 'RC_TYPE';
}

/** The id behind the content type: video id, room id or creative id. */
export function rawId(key: Key): string {
  return key.slice(key.indexOf(':') + 1);
}

/** The content type before the id: `VIDEO`, `LIVE` or `BANNER` of a well-formed key. */
export function typeOfKey(key: Key): string {
  return key.slice(0, key.indexOf(':'));
}
