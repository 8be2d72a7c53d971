/** Largest pointer or document that is read, in bytes. */
export const MAX_FILE_BYTES = 2 * 1024 * 1024;

/** Why a published snapshot was not loaded, or could not be read. Metric labels: a closed list. */
export type RefusalReason =
  | 'UNREACHABLE' // the store did not answer, or answered with an error
  | 'MISSING' // the pointer names a document that is not there
  | 'TOO_LARGE'
  | 'FORMAT' // not JSON, not the shape, or another scene's
  | 'SCHEMA_VERSION'
  | 'HASH' // the bytes are not those that the pointer names
  | 'FUTURE' // generated later than now
  | 'OLDER' // than the one loaded, and no rollback
  | 'TOO_OLD' // to be served at all
  | 'ITEMS' // most items cannot be shown
  | 'DISK'; // loaded, but no copy could be kept on disk

/** Thrown when a pointer or document cannot be used; the one loaded before stays. */
export class SnapshotRefusal extends Error {
  override readonly name = 'SnapshotRefusal';

  constructor(
    readonly reason: RefusalReason,
    options?: ErrorOptions,
  ) {
    super(`snapshot refused: ${reason}`, options);
  }
}
