import type { CursorKey } from '../../mixing/cursor.types.js';

const LEAST_BYTES = 16;
const HIGHEST_KID = 255;

/**
 * Reads `kid:base64,…`: the first key signs, all of them verify, so keys can be rotated without ending sessions. Throws an
 * Error that says what is wrong and never quotes a key.
 */
export function readCursorKeys(value: string): readonly CursorKey[] {
  const keys = value.split(',').map(readCursorKey);
  keys.forEach((one, index) => {
    const earlier = keys.slice(0, index);
    if (earlier.some((other) => other.kid === one.kid)) throw new Error(`holds the key id ${one.kid} twice.`);
    const twin = earlier.find((other) => other.key.equals(one.key));
    if (twin) throw new Error(`holds the same key under the ids ${twin.kid} and ${one.kid}.`);
  });
  return keys;
}

function readCursorKey(entry: string, index: number): CursorKey {
  const place = `entry ${index + 1}`;
  const [kid, base64, ...rest] = entry.trim().split(':');
  if (kid === undefined || base64 === undefined || rest.length > 0) {
    throw new Error(`is malformed: ${place} is not of the form kid:base64.`);
  }
  if (!/^(0|[1-9]\d{0,2})$/.test(kid) || Number(kid) > HIGHEST_KID) {
    throw new Error(`is malformed: the key id of ${place} is not a decimal number from 0 to ${HIGHEST_KID}.`);
  }
  const key = Buffer.from(base64, 'base64');
  // Buffer.from skips what it cannot read; only a value that comes back unchanged was base64 throughout.
  if (key.toString('base64').replace(/=+$/, '') !== base64.replace(/=+$/, '')) {
    throw new Error(`is malformed: the key of ${place} is not base64.`);
  }
  if (key.length < LEAST_BYTES) {
    throw new Error(`is too weak: the key of ${place} has ${key.length} bytes, fewer than ${LEAST_BYTES}.`);
  }
  return { kid: Number(kid), key };
}
