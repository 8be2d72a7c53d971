import fc from 'fast-check';

import type { Key } from '../../../mixing/content-key.js';
import { fnv1a32 } from '../../../mixing/fnv1a.js';
import type { ContentFacts, TailEntry } from '../../../mixing/mix.types.js';

/** How many contents a generated world knows. Few, so that lists, slots and exposures meet in the same ones. */
export const CATALOGUE_SIZE = 32;

const MALFORMED_KEYS = [
  'VIDEO:',
  'VIDEO:012',
  'item:5',
  'VIDEO:12345678901234567890',
  'BANNER:Upper',
  'video:1',
];

/** Content keys of every type; indices past the catalogue give malformed ones. */
export function keyAt(index: number): Key {
  if (index >= CATALOGUE_SIZE) return MALFORMED_KEYS[index - CATALOGUE_SIZE] ?? '';
  if (index % 10 === 8) return `LIVE:${9000 + index}`;
  return index % 10 === 9 ? `BANNER:banner-${index}` : `VIDEO:${6000 + index}`;
}

/** Indices of the catalogue. */
export const contentIndex = fc.noBias(fc.nat({ max: CATALOGUE_SIZE - 1 }));

/** Indices of the catalogue, malformed keys included now and then. */
export const listedIndex = fc.oneof(
  { weight: 19, arbitrary: contentIndex },
  {
    weight: 1,
    arbitrary: fc.integer({ min: CATALOGUE_SIZE, max: CATALOGUE_SIZE + MALFORMED_KEYS.length }),
  },
);

function oneOf(bits: number, shift: number, prefix: string, values: number): string | null {
  const value = (bits >> shift) & 7;
  return value < values ? `${prefix}${value}` : null;
}

// One number for all facts of a content: generating thousands of worlds would otherwise take most of the time.
function factsFrom(index: number, bits: number): ContentFacts {
  const key = keyAt(index);
  const base = {
    dedupeKey: oneOf(bits, 4, 'source-', 4),
    dims: {
      author: oneOf(bits, 8, 'author-', 5),
      shop: oneOf(bits, 12, 'shop-', 3),
      category: oneOf(bits, 16, 'category-', 3),
      contentType: key.slice(0, key.indexOf(':')),
      spu: oneOf(bits, 20, 'spu-', 2),
    },
  };
  const isEligible = (bits & 7) !== 1;
  return isEligible ? { eligible: true, ...base } : { eligible: false, code: 'CT_STATUS', ...base };
}

/** Facts of most of the catalogue: about one content in eight is not eligible, some have no facts at all. */
export const catalogueFacts: fc.Arbitrary<Map<Key, ContentFacts>> = fc
  .array(fc.noBias(fc.nat({ max: 0x7fffff })), { minLength: CATALOGUE_SIZE, maxLength: CATALOGUE_SIZE })
  .map((bits) => {
    const facts = new Map<Key, ContentFacts>();
    bits.forEach((value, index) => {
      if (value % 29 !== 7) facts.set(keyAt(index), factsFrom(index, value));
    });
    return facts;
  });

/** What the tail remembers of a content, re-stated here from the meaning of its fields. */
export function rememberedAs(key: Key, facts: ContentFacts): TailEntry {
  const hash = (value: string | null): number | null => (value === null ? null : fnv1a32(value));
  const { author, shop, category, contentType, spu } = facts.dims;
  return {
    key: fnv1a32(key),
    dedupeKey: hash(facts.dedupeKey),
    dims: {
      author: hash(author),
      shop: hash(shop),
      category: hash(category),
      contentType: hash(contentType),
      spu: hash(spu),
    },
  };
}
