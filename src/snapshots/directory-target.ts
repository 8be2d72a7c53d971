import { join } from 'node:path';
import { writeAtomically } from '../../datasources/disk/atomic-file.js';
import { DirectoryFiles } from '../../datasources/snapshot/directory-files.js';
import { removeLeftovers } from '../../datasources/snapshot/leftovers.js';
import type { SnapshotTarget, WriteCondition, WriteOutcome } from './snapshot-target.js';

/** Publishes into a directory, for example one that a web server or a sync job serves from. */
export class DirectoryTarget extends DirectoryFiles implements SnapshotTarget {
  constructor(private readonly folder: string) {
    super(folder);
  }

  /** The condition is checked right before the rename: it keeps hosts that share a directory apart by seconds, not by locks. */
  async write(path: string, bytes: Buffer, condition?: WriteCondition): Promise<WriteOutcome> {
    if (condition) {
      const current = await this.read(path);
      const etag = current.kind === 'found' ? current.etag : null;
      if (etag !== condition.etag) return 'conflict';
    }
    await writeAtomically(join(this.folder, path), bytes);
    return 'written';
  }

  async tidy(folder: string, keep: ReadonlySet<string>, now: number): Promise<void> {
    await removeLeftovers(join(this.folder, folder), keep, now);
  }
}
