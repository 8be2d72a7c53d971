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
  let bytes = OBJECT_BYTES + (Array.isArray(value) ? LIST_BYTES : 0);
  // `in` makes no list of the members, of which there are thousands a page; records inherit nothing that it would meet.
  for (const name in value) bytes += SLOT_BYTES + freezeAndMeasure((value as Members)[name], depth + 1);
  return bytes;
}

type Members = Readonly<Record<string, unknown>>;

const bytesOfText = (text: string): number => STRING_BYTES + text.length * (BEYOND_LATIN.test(text) ? 2 : 1);
