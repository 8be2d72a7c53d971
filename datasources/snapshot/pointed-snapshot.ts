import { pointerRecord, type SnapshotPointer, type Variant } from './document.schema.js';
import { hashOf, parseSnapshot, parseVersioned, type ReadingContext } from './document.contract.js';
import { fileName, folderOf, type PointerName } from './paths.js';
import { MAX_FILE_BYTES, SnapshotRefusal } from './refusal.js';
import { isUsable, type Snapshot } from './snapshot.js';
import type { SnapshotFiles } from './snapshot-files.js';

/** Clocks of publisher and reader may differ by this much (ms). */
const CLOCK_TOLERANCE_MS = 5_000;

/** One pointer of a store. */
export interface Place {
  readonly sceneId: string;
  readonly variant: Variant;
  readonly pointer: PointerName;
}

/** What its reader holds already. */
export interface Known {
  readonly snapshot: Snapshot | null;
  /** Of the pointer that named it. */
  readonly etag: string | null;
}

/** A document that passed all checks, with the pointer that named it. */
export interface Pointed {
  readonly snapshot: Snapshot;
  readonly pointer: SnapshotPointer;
  readonly bytes: Buffer;
}

/** A pointer that was read, and its document where that is another than the known one. */
export interface Sighting {
  readonly etag: string | null;
  readonly pointed: Pointed | null;
}

/** What reading depends on besides the store. */
export interface PointedContext extends ReadingContext {
  /** Epoch ms. */
  readonly now: number;
}

/**
 * Reads what a pointer names, unless that is what is known. Null: the pointer is unchanged, or there is none.
 * @throws SnapshotRefusal when the document must not take the place of the known one
 */
export async function readPointed(
  files: SnapshotFiles,
  place: Place,
  known: Known,
  context: PointedContext,
): Promise<Sighting | null> {
  const folder = folderOf(place.sceneId, place.variant);
  const answer = await files.read(`${folder}/${fileName(place.pointer)}`, known.etag);
  if (answer.kind !== 'found') return null;
  const pointer = parsePointer(answer.bytes, place);
  if (pointer.hash === known.snapshot?.hash) return { etag: answer.etag, pointed: null };
  judgeDate(Date.parse(pointer.generatedAt), pointer, known, context.now);

  const document = await files.read(`${folder}/${fileName(pointer.hash)}`);
  if (document.kind !== 'found') throw new SnapshotRefusal('MISSING');
  const { bytes } = document;
  if (hashOf(bytes) !== pointer.hash) throw new SnapshotRefusal('HASH');
  const snapshot = parseSnapshot(bytes, context);
  assertPlace(snapshot, place);
  // A pointer may be forged more easily than a document whose hash is known elsewhere.
  judgeDate(snapshot.generatedAt, pointer, known, context.now);
  if (!isUsable(snapshot, context.now)) throw new SnapshotRefusal('TOO_OLD');
  return { etag: answer.etag, pointed: { snapshot, pointer, bytes } };
}

/**
 * Reads a pointer.
 * @throws SnapshotRefusal SCHEMA_VERSION, FORMAT, or TOO_LARGE when its document is
 */
export function parsePointer(bytes: Buffer, place: Pick<Place, 'sceneId' | 'variant'>): SnapshotPointer {
  const { data: pointer } = pointerRecord.safeParse(parseVersioned(bytes));
  if (pointer?.url !== (pointer && fileName(pointer.hash)) || !pointer) throw new SnapshotRefusal('FORMAT');
  assertPlace(pointer, place);
  if (pointer.bytes > MAX_FILE_BYTES) throw new SnapshotRefusal('TOO_LARGE');
  return pointer;
}

/** A copy of another scene's file, or of another variant's, would show the wrong list. */
function assertPlace(
  found: Pick<Place, 'sceneId' | 'variant'>,
  { sceneId, variant }: Pick<Place, 'sceneId' | 'variant'>,
): void {
  if (found.sceneId !== sceneId || found.variant !== variant) throw new SnapshotRefusal('FORMAT');
}

function judgeDate(
  generatedAt: number,
  { rollback }: SnapshotPointer,
  { snapshot }: Known,
  now: number,
): void {
  if (generatedAt > now + CLOCK_TOLERANCE_MS) throw new SnapshotRefusal('FUTURE');
  if (!rollback && snapshot && generatedAt < snapshot.generatedAt) throw new SnapshotRefusal('OLDER');
}
