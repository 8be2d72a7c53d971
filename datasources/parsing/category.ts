import type { Category } from '../../schema/category.type.js';
import { globalId } from '../../schema/global-id.js';
import { isId } from './record-reader.js';

const MAX_LEVELS = 4;

/** A leaf category of a record, with the raw id that mixing compares. */
export interface LeafCategory {
  readonly categoryId: string | null;
  readonly category: Category | null;
}

const NONE: LeafCategory = { categoryId: null, category: null };

/**
 * Reads a category from raw ids joined root to leaf (`16_1606`) and the leaf's name. A path of another shape is no category.
 */
export function parseCategory(joined: string | null, name: string | null): LeafCategory {
  const path = joined?.split('_', MAX_LEVELS + 1) ?? [];
  const leaf = path.at(-1);
  if (leaf === undefined || path.length > MAX_LEVELS || !path.every(isId)) return NONE;
  const ids = path.map((id) => globalId('Category', id));
  return { categoryId: leaf, category: { id: globalId('Category', leaf), name, path: ids } };
}
