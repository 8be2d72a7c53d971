import type { ProductAnchor } from '../../schema/video.type.js';
import { intOrNull } from '../parsing/count.js';
import type { JsonRecord } from '../parsing/json.js';
import type { Report } from '../parsing/media-url.js';
import { isId } from '../parsing/record-reader.js';

/** Most products that are known of one video. */
export const MAX_ANCHORS = 20;

/**
 * Products of a video in display order, primary first. Entries without an id are left out; of equal ids the first stays, and
 * at most 20 do (PR_COUNT).
 */
export function parseAnchors(records: readonly JsonRecord[], report: Report): readonly ProductAnchor[] {
  const anchors = new Map<string, ProductAnchor>();
  for (const { itemId, anchorMs } of records) {
    if (!isId(itemId)) continue;
    if (anchors.has(itemId) || anchors.size === MAX_ANCHORS) report('PR_COUNT');
    else anchors.set(itemId, { itemId, anchorMs: intOrNull(anchorMs) });
  }
  return [...anchors.values()];
}
