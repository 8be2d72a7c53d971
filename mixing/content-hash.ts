import type { Key } from './content-key.js';
import { fnv1a32 } from './fnv1a.js';
import type { ContentFacts, TailEntry } from './mix.types.js';

function hashOrNull(value: string | null): number | null {
  return value === null ? null : fnv1a32(value);
}

/** Hash of the source fingerprint, equal for re-uploads. */
export function fingerprintOf({ dedupeKey }: ContentFacts): number | null {
  return hashOrNull(dedupeKey);
}

/** The hashes of a content that scatter rules compare and cursors remember. */
export function hashContent(key: Key, { dedupeKey, dims }: ContentFacts): TailEntry {
  return {
    key: fnv1a32(key),
    dedupeKey: hashOrNull(dedupeKey),
    dims: {
      author: hashOrNull(dims.author),
      shop: hashOrNull(dims.shop),
      category: hashOrNull(dims.category),
      contentType: hashOrNull(dims.contentType),
      spu: hashOrNull(dims.spu),
    },
  };
}
