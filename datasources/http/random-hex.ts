import { randomFillSync } from 'node:crypto';

/** Drawn at a time: one call of the system's generator costs as much as hundreds of ids. */
const POOL_BYTES = 4_096;

const pool = Buffer.allocUnsafe(POOL_BYTES);
let used = POOL_BYTES;

/** So many random bytes (at most 4,096) as hex digits. No byte is given twice. */
export function randomHex(bytes: number): string {
  if (used + bytes > POOL_BYTES) {
    randomFillSync(pool);
    used = 0;
  }
  const text = pool.toString('hex', used, used + bytes);
  used += bytes;
  return text;
}
