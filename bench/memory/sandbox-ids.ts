import { FAMILIES, idOf, type Family } from '../../sandbox/data/ids.js';

/** Types of which the sandbox has records by id. */
export type NumberedType = 'Video' | 'Product' | 'Author' | 'LiveRoom';

const FAMILY: Readonly<Record<NumberedType, Family>> = {
  Video: 'video',
  Product: 'item',
  Author: 'account',
  LiveRoom: 'room',
};

/** How many of a type there are. */
export const countOf = (type: NumberedType): number => FAMILIES[FAMILY[type]].size;

/** Global id of the n-th of a type, from 1 on. */
export const globalIdAt = (type: NumberedType, ordinal: number): string =>
  Buffer.from(`${type}:${idOf(FAMILY[type], ordinal)}`).toString('base64url');

/** One of a type, the same for an index each time; a quarter of all falls on the first sixteenth. */
export function anyOf(type: NumberedType, index: number, salt = 0): string {
  let hash = Math.imul(index + 1, 0x9e37_79b1) ^ Math.imul(salt + 1, 0x85eb_ca77);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85eb_ca77);
  const share = ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
  return globalIdAt(type, 1 + Math.floor(share * share * countOf(type)));
}

/** Several of a type. */
export const someOf = (type: NumberedType, index: number, count: number): readonly string[] =>
  Array.from({ length: count }, (_, salt) => anyOf(type, index, salt));
