import { countText } from '../../schema/display-count.js';
import type { VideoStats } from '../../schema/video-stats.type.js';
import type { PublicContext } from '../chain/source.js';
import { believable } from '../parsing/as-of.js';
import { countOrNull, saturated } from '../parsing/count.js';
import { isRecord } from '../parsing/json.js';
import { RecordReader } from '../parsing/record-reader.js';

const MAX_AGE_MS = 600_000;

/**
 * Counters of a video. Null when the counter store is down or they are older than 10 minutes; a single counter that makes no
 * sense is null. Each counts as CT_COUNTER.
 */
export function parseStats(counters: unknown, { now, report }: PublicContext): VideoStats | null {
  const read = isRecord(counters) ? new RecordReader(counters) : null;
  const asOf = read ? believable(read.moment('asOf'), now) : 0;
  if (!read || read.faulty || now - asOf > MAX_AGE_MS) {
    report('CT_COUNTER');
    return null;
  }
  const count = (key: string) => countOrNull(read.raw(key), 'CT_COUNTER', report);
  const plays = count('play');
  return {
    playCount: saturated(plays),
    likeCount: saturated(count('like')),
    commentCount: saturated(count('comment')),
    shareCount: saturated(count('share')),
    playCountText: countText(plays),
    asOf,
  };
}
