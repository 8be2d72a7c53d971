import type { Category } from '../../schema/category.type.js';
import { globalId } from '../../schema/global-id.js';
import { isId } from './record-reader.js';

const MAX_LEVELS = 4;
/** Categories remembered. A shop has some thousands; when an upstream invents more, remembering begins anew. */
const MAX_KNOWN = 5_000;
/** Longer paths and names are read each time: what is remembered is bounded in bytes too. */
const MAX_LENGTH = 100;

/** A leaf category of a record, with the raw id that mixing compares. */
export interface LeafCategory {
  readonly categoryId: string | null;
  readonly category: Category | null;
}

const NONE: LeafCategory = { categoryId: null, category: null };

/** A category that was read before, frozen: records share theirs, and thousands of records have the same few. */
interface Known {
  readonly name: string | null;
  readonly leaf: LeafCategory;
}

/** By path; a path has one name at a time. */
const knownByPath = new Map<string, Known>();

/**
 * Reads a category from raw ids joined root to leaf (`16_1606`) and the leaf's name. A path of another shape is no category.
 */
export function parseCategory(joined: string | null, name: string | null): LeafCategory {
  if (joined === null) return NONE;
  const known = knownByPath.get(joined);
  if (known && known.name === name) return known.leaf;
  const leaf = readCategory(joined, name);
  if (joined.length <= MAX_LENGTH && (name?.length ?? 0) <= MAX_LENGTH) {
    if (knownByPath.size >= MAX_KNOWN) knownByPath.clear();
    knownByPath.set(joined, { name, leaf });
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
