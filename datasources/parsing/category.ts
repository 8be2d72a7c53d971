import type { Category } from '../../schema/category.type.js';
import { globalId } from '../../schema/global-id.js';
import { isId } from './record-reader.js';

const MAX_LEVELS = 4;
/** Categories remembered. A shop has some thousands; when an upstream invents more, remembering begins anew. */
const MAX_KNOWN = 5_000;
/** Longer ones are read each time: what is remembered is bounded in bytes too. */
const MAX_KEY = 200;

/** A leaf category of a record, with the raw id that mixing compares. */
export interface LeafCategory {
  readonly categoryId: string | null;
  readonly category: Category | null;
}

const NONE: LeafCategory = { categoryId: null, category: null };

/** By path and name, frozen: records share their category, and thousands of records have the same few. */
const known = new Map<string, LeafCategory>();

/**
 * Reads a category from raw ids joined root to leaf (`16_1606`) and the leaf's name. A path of another shape is no category.
 */
export function parseCategory(joined: string | null, name: string | null): LeafCategory {
  if (joined === null) return NONE;
  const key = `${joined} ${name === null ? '' : `"${name}`}`;
  let leaf = known.get(key);
  if (!leaf) {
    leaf = readCategory(joined, name);
    if (known.size >= MAX_KNOWN) known.clear();
    if (key.length <= MAX_KEY) known.set(key, leaf);
  }
  return leaf;
}

function readCategory(joined: string, name: string | null): LeafCategory {
  const path = joined.split('_', MAX_LEVELS + 1);
  const leaf = path.at(-1);
  if (leaf === undefined || path.length > MAX_LEVELS || !path.every(isId)) return NONE;
  const ids = Object.freeze(path.map((id) => globalId('Category', id)));
  const category = Object.freeze({ id: globalId('Category', leaf), name, path: ids });
  return Object.freeze({ categoryId: leaf, category });
}
