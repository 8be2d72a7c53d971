import * as z from 'zod';
import { parsePointer } from '../../datasources/snapshot/pointed-snapshot.js';
import { pointerRecord, SCHEMA_VERSION } from '../../datasources/snapshot/document.schema.js';
import { fileName } from '../../datasources/snapshot/paths.js';
import type { Place } from '../../datasources/snapshot/pointed-snapshot.js';
import { SnapshotRefusal } from '../../datasources/snapshot/refusal.js';
import { validUntilOf } from '../../datasources/snapshot/snapshot.js';

/** Documents that can be gone back to. */
export const HISTORY_LENGTH = 48;

const historyEntry = pointerRecord.pick({ hash: true, generatedAt: true, itemCount: true });

/**
 * A pointer with what publishers keep in it and readers ignore. It stands in the pointer itself so that it changes together with
 * it, in one conditional write, on stores that cannot list their files.
 */
const publishedPointer = pointerRecord.extend({
  /** Documents published so far, newest first. */
  history: z.array(historyEntry).catch([]),
  /** Nothing is published until it is lifted. */
  frozen: z.boolean().catch(false),
});

/** A pointer as publishers see it. */
export type PublishedPointer = z.infer<typeof publishedPointer>;
/** One document of the history. */
export type HistoryEntry = z.infer<typeof historyEntry>;

/** Reads a pointer; null when it cannot be read, which does not keep anybody from publishing. */
export function readPublishedPointer(
  bytes: Buffer,
  place: Pick<Place, 'sceneId' | 'variant'>,
): PublishedPointer | null {
  try {
    const pointer = parsePointer(bytes, place);
    return { ...publishedPointer.parse(JSON.parse(bytes.toString('utf8'))), ...pointer };
  } catch (error) {
    if (error instanceof SnapshotRefusal) return null;
    throw error;
  }
}

/** A document that was just stored. */
export interface FreshDocument {
  readonly hash: string;
  /** Epoch ms. */
  readonly generatedAt: number;
  readonly itemCount: number;
  /** Its size. */
  readonly bytes: number;
}

/** The pointer to a new document, in the place of one that is not frozen. */
export function nextPointer(
  shelf: Pick<Place, 'sceneId' | 'variant'>,
  former: PublishedPointer | null,
  { hash, bytes, itemCount, ...fresh }: FreshDocument,
): PublishedPointer {
  const generatedAt = new Date(fresh.generatedAt).toISOString();
  const older = former?.history.filter((entry) => entry.hash !== hash) ?? [];
  return {
    schemaVersion: SCHEMA_VERSION,
    ...shelf,
    hash,
    url: fileName(hash),
    bytes,
    itemCount,
    generatedAt,
    validUntil: new Date(validUntilOf(fresh.generatedAt)).toISOString(),
    previous: former?.hash ?? null,
    rollback: false,
    frozen: false,
    history: [{ hash, generatedAt, itemCount }, ...older].slice(0, HISTORY_LENGTH),
  };
}
