import { crc32 } from 'node:zlib';

/** Begins every record. 0xff is in no UTF-8 text, so that a reader finds the next record behind a damaged one. */
const MARK = Buffer.of(0xff, 0x56, 0x43, 0x31);
const HEAD_BYTES = MARK.length + 8;

/** Largest record, in bytes of its content. */
export const MOST_RECORD_BYTES = 256 * 1024;

/** A record as files have it: mark, length, CRC-32, content. */
export function frame(content: Buffer): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  MARK.copy(head);
  head.writeUInt32BE(content.length, MARK.length);
  head.writeUInt32BE(crc32(content), MARK.length + 4);
  return Buffer.concat([head, content]);
}

/** What a file holds. */
export interface Unframed {
  /** Content of the whole records, in the order of writing. */
  readonly records: readonly Buffer[];
  /** Places at which something is torn or damaged; a run of damaged bytes is one. */
  readonly damaged: number;
}

/** Reads a file as far as it is whole. */
export function unframe(file: Buffer): Unframed {
  const records: Buffer[] = [];
  let damaged = 0;
  for (let at = 0; at < file.length;) {
    const content = recordAt(file, at);
    if (content) {
      records.push(content);
      at += HEAD_BYTES + content.length;
      continue;
    }
    damaged += 1;
    at = nextRecord(file, at + 1);
  }
  return { records, damaged };
}

function recordAt(file: Buffer, at: number): Buffer | null {
  const from = at + HEAD_BYTES;
  if (from > file.length || !file.subarray(at, at + MARK.length).equals(MARK)) return null;
  const length = file.readUInt32BE(at + MARK.length);
  if (length > MOST_RECORD_BYTES || from + length > file.length) return null;
  const content = file.subarray(from, from + length);
  return crc32(content) === file.readUInt32BE(at + MARK.length + 4) ? content : null;
}

/** Where the next whole record begins, or the end of the file. */
function nextRecord(file: Buffer, from: number): number {
  for (let at = file.indexOf(MARK, from); at >= 0; at = file.indexOf(MARK, at + 1))
    if (recordAt(file, at)) return at;
  return file.length;
}
