import { UpstreamError } from '../http/upstream-error.js';
import { isRecord } from '../parsing/json.js';

/** Days of exposure that can be asked for. */
export type ExposureDays = 1 | 3 | 7;
/** Days over which creatives are capped. */
export type CapDays = 1 | 7 | 30;

/** What a viewer saw lately. */
export interface Exposures {
  /** Content key → epoch ms of the last time it was seen. */
  readonly lastSeen: ReadonlyMap<string, number>;
  /** How often a creative was seen in the last days; null when that is not known. */
  readonly timesSeen: (creativeId: string, days: CapDays) => number | null;
}

/** Nobody has seen anything: an anonymous viewer. */
export const NOTHING_SEEN: Exposures = { lastSeen: new Map(), timesSeen: () => 0 };
/** What may have been seen is not known: EXPOSURE is down. */
export const NOTHING_KNOWN: Exposures = { lastSeen: new Map(), timesSeen: () => null };

const CONTENT_KEY = /^(?:VIDEO|LIVE):[1-9][0-9]{0,18}$|^BANNER:[a-z0-9-]{1,32}$/;

/**
 * Reads an exposure answer; entries of the wrong shape are left out.
 * @throws UpstreamError SCHEMA when it is no such answer
 */
export function parseExposures(answer: unknown): Exposures {
  if (!isRecord(answer) || !Array.isArray(answer['contents']))
    throw new UpstreamError('EXPOSURE.exposures', 'SCHEMA');
  const lastSeen = new Map<string, number>();
  for (const content of answer['contents'] as unknown[]) {
    if (!isRecord(content)) continue;
    const { key, lastSeenAt } = content;
    if (typeof key === 'string' && CONTENT_KEY.test(key) && Number.isSafeInteger(lastSeenAt)) {
      const seenAt = lastSeenAt as number;
      if (seenAt > (lastSeen.get(key) ?? 0)) lastSeen.set(key, seenAt);
    }
  }
  const counts = isRecord(answer['creativeCounts']) ? answer['creativeCounts'] : null;
  return {
    lastSeen,
    timesSeen(creativeId, days) {
      if (counts === null) return null;
      const count = Object.hasOwn(counts, creativeId) ? counts[creativeId] : null;
      const times = isRecord(count) ? count[`d${days}`] : 0;
      return typeof times === 'number' && times > 0 ? times : 0;
    },
  };
}
