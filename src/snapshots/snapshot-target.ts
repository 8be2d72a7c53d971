import type { SnapshotFiles } from '../../datasources/snapshot/snapshot-files.js';

/** What must hold for a write: the file is still the one with this ETag, or (null) there is none yet. */
export type WriteCondition = { readonly etag: string | null };

/** How a write ended. Anything but a broken condition is an error. */
export type WriteOutcome = 'written' | 'conflict';

/** Where snapshots are published: documents and pointers by path. */
export interface SnapshotTarget extends SnapshotFiles {
  /**
   * Writes a file as a whole; readers find the former content or the new one.
   * @throws Error when the store refuses or does not answer; the former content stays, or the new one is there
   */
  write(path: string, bytes: Buffer, condition?: WriteCondition): Promise<WriteOutcome>;
  /** Removes what a folder holds beside these names, where the store does not do that by itself. `now`: epoch ms. */
  tidy(folder: string, keep: ReadonlySet<string>, now: number): Promise<void>;
}
