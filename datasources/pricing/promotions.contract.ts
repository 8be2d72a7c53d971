import { globalId } from '../../schema/global-id.js';
import { PromotionKind, type Promotion } from '../../schema/promotion.type.js';
import type { PublicContext } from '../chain/source.js';
import type { JsonRecord } from '../parsing/json.js';
import { RecordReader } from '../parsing/record-reader.js';

const KINDS = new Set(Object.values(PromotionKind));
const MAX_PROMOTIONS = 5;

/** Promotions running now. Dropped, each counted (PR_PROMOTION): not running, of an unknown kind, malformed. */
export function parsePromotions(
  records: readonly JsonRecord[],
  context: PublicContext,
): readonly Promotion[] {
  const promotions: Promotion[] = [];
  for (const record of records) {
    const promotion = parsePromotion(record, context.now);
    if (promotion && promotions.length < MAX_PROMOTIONS) promotions.push(promotion);
    else context.report('PR_PROMOTION');
  }
  return promotions;
}

function parsePromotion(record: JsonRecord, now: number): Promotion | null {
  const read = new RecordReader(record);
  const id = read.id('promotionId');
  const kind = read.oneOf('kind', KINDS);
  const title = read.text('title');
  const startAt = read.moment('startAt');
  const endAt = read.moment('endAt');
  if (read.faulty || kind === undefined || title === null || now < startAt || now >= endAt) return null;
  return { id: globalId('Promotion', id), kind, title, badge: read.text('badge'), startAt, endAt };
}
