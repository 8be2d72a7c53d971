import type { Key } from '../../../mixing/content-key.js';
import { fnv1a32 } from '../../../mixing/fnv1a.js';
import type { MixInput } from '../../../mixing/mix.types.js';

const WELL_FORMED = /^((VIDEO|LIVE):[1-9][0-9]{0,18}|BANNER:[a-z0-9-]{1,32})$/;

/** Whether a content may be shown at all in this session. */
export function mayBeShown(key: Key, input: MixInput): boolean {
  const isEligible = input.facts.get(key)?.eligible === true;
  return WELL_FORMED.test(key) && isEligible && !input.served.has(fnv1a32(key));
}

/** Hash of a content's source fingerprint, or null. */
export function fingerprint(key: Key, { facts }: MixInput): number | null {
  const dedupeKey = facts.get(key)?.dedupeKey ?? null;
  return dedupeKey === null ? null : fnv1a32(dedupeKey);
}

/** Fingerprints that nothing on the page may have because of the items served before. */
export function windowFingerprints({ tail, policy }: MixInput): (number | null)[] {
  const recent = policy.keyWindow === 0 ? [] : tail.slice(-policy.keyWindow);
  return recent.map(({ dedupeKey }) => dedupeKey).filter((hash) => hash !== null);
}

/** Whether a content repeats neither a key nor a fingerprint of `placed` or of the key window. */
export function isDistinct(key: Key, placed: readonly Key[], input: MixInput): boolean {
  const own = fingerprint(key, input);
  const taken = [...placed.map((other) => fingerprint(other, input)), ...windowFingerprints(input)];
  return !placed.includes(key) && (own === null || !taken.includes(own));
}

/** What algorithm and backfill offer, in order, each content once. */
export function offeredKeys(input: MixInput): Key[] {
  const listed = [...input.algorithm.map(({ key }) => key), ...input.backfill.flatMap(({ keys }) => keys)];
  return [...new Set(listed)].filter((key) => mayBeShown(key, input));
}

/** The offered contents the viewer has not seen, in order. */
export function freshKeys(input: MixInput): Key[] {
  return offeredKeys(input).filter((key) => !input.exposed.has(key));
}

/** The offered contents the viewer has seen, the oldest exposure first. */
export function relaxedKeys(input: MixInput): Key[] {
  const seen = offeredKeys(input).filter((key) => input.exposed.has(key));
  return seen.sort((a, b) => Number(input.exposed.get(a)) - Number(input.exposed.get(b)));
}
