import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';

import type { CursorKey } from './cursor.types.js';

/** Importing a key costs more than using it, and a page signs a cursor for every edge. */
const imported = new WeakMap<Buffer, KeyObject>();

function importKey(key: Buffer): KeyObject {
  const known = imported.get(key);
  if (known !== undefined) return known;
  const fresh = createSecretKey(key);
  imported.set(key, fresh);
  return fresh;
}

/** The first `length` bytes of HMAC-SHA-256 over `data`. */
export function keyedHash(data: Buffer | string, { key }: CursorKey, length: number): Buffer {
  return createHmac('sha256', importKey(key)).update(data).digest().subarray(0, length);
}
