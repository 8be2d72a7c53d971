import type { BasisPoints, UnitKind } from '../rules/rule.types.js';
import { murmur3x86 } from './murmur3.js';

/** Units are divided into this many buckets, numbered from 0. */
export const BUCKETS = 10_000;

const encoder = new TextEncoder();
/** Written and hashed in one turn, so that a decision allocates no bytes. */
const scratch = new Uint8Array(1_024);
/** UTF-8 takes no more for one UTF-16 unit. */
const MOST_BYTES_PER_UNIT = 3;

/**
 * The bucket of a unit under a rule's salt: 0 to 9,999, the same in every process and language (vectors.json). The id is taken
 * exactly as it was received.
 */
export function bucketOf(salt: string, unitKind: UnitKind, unitId: string): number {
  const key = `${salt}:${unitKind}:${unitId}`;
  if (key.length * MOST_BYTES_PER_UNIT > scratch.length) return murmur3x86(encoder.encode(key), 0) % BUCKETS;
  return murmur3x86(scratch, 0, encoder.encodeInto(key, scratch).written) % BUCKETS;
}

/** Whether a bucket is on treatment: the first `bp` are, except the last `holdbackBp`. */
export function isTreated(bucket: number, bp: BasisPoints, holdbackBp: BasisPoints): boolean {
  return bucket < Math.min(bp, BUCKETS - holdbackBp);
}
