/** Bytes of one 32-bit hash. */
const HASH_BYTES = 4;

/** Base64 of 32-bit hashes, 4 bytes each, big-endian. */
export function packHashes(hashes: readonly number[]): string {
  const bytes = Buffer.allocUnsafe(hashes.length * HASH_BYTES);
  hashes.forEach((hash, index) => bytes.writeUInt32BE(hash, index * HASH_BYTES));
  return bytes.toString('base64');
}

/** The hashes behind `packHashes`; null when the text is not a whole number of hashes. */
export function unpackHashes(text: string): number[] | null {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length % HASH_BYTES !== 0) return null;
  return Array.from({ length: bytes.length / HASH_BYTES }, (_, index) =>
    bytes.readUInt32BE(index * HASH_BYTES),
  );
}

/** Base64 of at most 255 hashes or nulls: their number in one byte, one bit for each that is present, then those hashes. */
export function packSparseHashes(hashes: readonly (number | null)[]): string {
  const bitmap = Buffer.alloc(1 + Math.ceil(hashes.length / 8));
  bitmap.writeUInt8(hashes.length, 0);
  const present: number[] = [];
  hashes.forEach((hash, index) => {
    if (hash === null) return;
    const byte = 1 + (index >> 3);
    bitmap.writeUInt8(bitmap.readUInt8(byte) | (1 << (index & 7)), byte);
    present.push(hash);
  });
  return Buffer.concat([bitmap, Buffer.from(packHashes(present), 'base64')]).toString('base64');
}

/** The hashes behind `packSparseHashes`; null when the text is cut or too long. */
export function unpackSparseHashes(text: string): (number | null)[] | null {
  const bytes = Buffer.from(text, 'base64');
  const count = bytes[0];
  if (count === undefined) return null;
  const hashes: (number | null)[] = [];
  let at = 1 + Math.ceil(count / 8);
  for (let index = 0; index < count; index++) {
    const isPresent = ((bytes[1 + (index >> 3)] ?? 0) & (1 << (index & 7))) !== 0;
    if (isPresent && at + HASH_BYTES > bytes.length) return null;
    hashes.push(isPresent ? bytes.readUInt32BE(at) : null);
    if (isPresent) at += HASH_BYTES;
  }
  return at === bytes.length ? hashes : null;
}
