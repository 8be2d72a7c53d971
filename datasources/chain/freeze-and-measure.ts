/** Of V8 on 64 bits: a header and its two stores, a slot, the head of a string; the second store of a list. */
const OBJECT_BYTES = 24;
const SLOT_BYTES = 8;
const NUMBER_BYTES = 16;
const STRING_BYTES = 16;
const LIST_BYTES = 24;
/** Records are shallow trees; what goes deeper than this is no record. */
const DEEPEST = 16;
const BEYOND_LATIN = /[^\0-\u00ff]/;

/**
 * Freezes a record with all that is in it and estimates its bytes in memory, in one walk. What is frozen in it already belongs to
 * several records and was counted with the first. Text that several share is counted in each: the estimate errs towards too much.
 */
export function freezeAndMeasure(value: unknown, depth = 0): number {
  if (typeof value === 'string') return bytesOfText(value);
  if (typeof value === 'number')
    return Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? 0 : NUMBER_BYTES;
  if (typeof value !== 'object' || value === null) return 0;
  if (depth > DEEPEST) throw new RangeError('a record is a tree');
  if (depth > 0 && Object.isFrozen(value)) return 0;
  Object.freeze(value);
  if (Array.isArray(value)) return OBJECT_BYTES + LIST_BYTES + measureAll(value, depth);
  return OBJECT_BYTES + measureAll(Object.values(value), depth);
}

function measureAll(values: readonly unknown[], depth: number): number {
  let bytes = values.length * SLOT_BYTES;
  for (const value of values) bytes += freezeAndMeasure(value, depth + 1);
  return bytes;
}

const bytesOfText = (text: string): number => STRING_BYTES + text.length * (BEYOND_LATIN.test(text) ? 2 : 1);
