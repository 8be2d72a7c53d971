/** FNV-1a offset basis: the hash of the empty text. */
const OFFSET_BASIS = 0x811c9dc5;
const PRIME = 0x01000193;
/** What UTF-8 encoders write for half of a surrogate pair. */
const REPLACEMENT = 0xfffd;

function addByte(state: number, byte: number): number {
  return Math.imul(state ^ byte, PRIME);
}

function addCodePoint(state: number, point: number): number {
  const tail = (shift: number): number => 0x80 | ((point >> shift) & 0x3f);
  if (point < 0x800) return addByte(addByte(state, 0xc0 | (point >> 6)), tail(0));
  if (point < 0x10000) return addByte(addByte(addByte(state, 0xe0 | (point >> 12)), tail(6)), tail(0));
  return addByte(addByte(addByte(addByte(state, 0xf0 | (point >> 18)), tail(12)), tail(6)), tail(0));
}

/** Continues a 32-bit FNV-1a hash with the UTF-8 bytes of `text`: `fnv1a32(a + b) === extendFnv1a32(fnv1a32(a), b)`. */
export function extendFnv1a32(state: number, text: string): number {
  let hash = state;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) {
      hash = addByte(hash, unit);
    } else {
      const point = text.codePointAt(i) ?? REPLACEMENT;
      if (point >= 0x10000) i++;
      hash = addCodePoint(hash, point >= 0xd800 && point <= 0xdfff ? REPLACEMENT : point);
    }
  }
  return hash >>> 0;
}

/** 32-bit FNV-1a over the UTF-8 bytes of `text`, as an unsigned integer. */
export function fnv1a32(text: string): number {
  return extendFnv1a32(OFFSET_BASIS, text);
}
