/** What a store has under a path. */
export type FileAnswer =
  | { readonly kind: 'found'; readonly bytes: Buffer; readonly etag: string | null }
  /** Still what the ETag stands for. */
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'absent' };

/** Where published snapshots lie. */
export interface SnapshotFiles {
  /**
   * Reads a file, unless it is still the one that `etag` stands for.
   * @throws SnapshotRefusal UNREACHABLE or TOO_LARGE
   */
  read(path: string, etag?: string | null): Promise<FileAnswer>;
}
