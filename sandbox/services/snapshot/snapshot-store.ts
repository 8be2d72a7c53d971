import { createHash } from 'node:crypto';
import { BoundedMap } from '../../data/bounded-map.js';
import { notFound } from '../../server/service-error.js';
import { isObject } from '../../server/service-request.js';

const DOCUMENTS_KEPT = 400;
const POINTERS_KEPT = 200;

/** SHA-256 of bytes, 64 hex. */
export function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Pointers and documents by path, in bounded memory. Starts empty. */
export class SnapshotStore {
  private readonly documents = new BoundedMap<string, Buffer>(DOCUMENTS_KEPT);
  private readonly pointers = new BoundedMap<string, Buffer>(POINTERS_KEPT);

  /** Document at a path; undefined when absent. */
  document(path: string): Buffer | undefined {
    return this.documents.get(path);
  }

  /** Pointer at a path; undefined when absent. */
  pointer(path: string): Buffer | undefined {
    return this.pointers.get(path);
  }

  /** Keeps a document. */
  putDocument(path: string, bytes: Buffer): void {
    this.documents.set(path, bytes);
  }

  /** Keeps a pointer. */
  putPointer(path: string, bytes: Buffer): void {
    this.pointers.set(path, bytes);
  }

  /** Forgets everything. */
  clear(): void {
    this.documents.clear();
    this.pointers.clear();
  }

  /**
   * Pointer to a copy of its document whose dates are moved; the copy is kept under its own hash, so that a reader
   * finds nothing wrong but the dates.
   */
  redated(pointerPath: string, folder: string, shiftMs: number): Buffer {
    const pointer = parse(this.pointers.get(pointerPath));
    const document = parse(this.documents.get(`${folder}/${String(pointer['hash'])}.json`));
    const bytes = Buffer.from(JSON.stringify({ ...document, ...shiftedDates(document, shiftMs) }));
    const hash = hashOf(bytes);
    this.documents.set(`${folder}/${hash}.json`, bytes);
    const moved = {
      ...pointer,
      ...shiftedDates(pointer, shiftMs),
      hash,
      url: `${hash}.json`,
      bytes: bytes.length,
    };
    return Buffer.from(JSON.stringify(moved));
  }
}

function parse(bytes: Buffer | undefined): Record<string, unknown> {
  const value: unknown = bytes ? JSON.parse(bytes.toString('utf8')) : null;
  if (!isObject(value)) throw notFound('no such snapshot');
  return value;
}

function shiftedDates(part: Record<string, unknown>, shiftMs: number): Record<string, string> {
  const shift = (name: string): [string, string] => [
    name,
    new Date(Date.parse(String(part[name])) + shiftMs).toISOString(),
  ];
  return Object.fromEntries(['generatedAt', 'validUntil'].map(shift));
}
