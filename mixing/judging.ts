import type { MixInput, MixOutput } from './mix.types.js';
import { clampPageSize } from './page-range.js';

/**
 * Whether a page may be shown. A first page needs `minCount` items, or a full page if that is less; pins count, but do not
 * excuse a short page. A later page needs one item.
 */
export function judgePage({ query, policy }: MixInput, itemCount: number): MixOutput['status'] {
  if (query.offset > 0) return itemCount === 0 ? 'EMPTY' : 'OK';
  const minimum = Math.max(1, Math.min(policy.minCount, clampPageSize(query.pageSize)));
  return itemCount < minimum ? 'INSUFFICIENT' : 'OK';
}
