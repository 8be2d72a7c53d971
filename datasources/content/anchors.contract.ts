import type { ProductAnchor } from '../../schema/video.type.js';
import { intOrNull } from '../parsing/count.js';
import type { JsonRecord } from '../parsing/json.js';
import { isId } from '../parsing/record-reader.js';

const MAX_ANCHORS = 20;

/** Products of a video in display order, primary first. Entries without an id are left out; of equal ids the first stays. */
export function parseAnchors(records: readonly JsonRecord[]): readonly ProductAnchor[] {
  const anchors = new Map<string, ProductAnchor>();
  for (const { itemId, anchorMs } of records)
    if (isId(itemId) && !anchors.has(itemId) && anchors.size < MAX_ANCHORS)
      anchors.set(itemId, { itemId, anchorMs: intOrNull(anchorMs) });
  return [...anchors.values()];
}
