import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { hashOf } from './document.contract.js';
import { MAX_FILE_BYTES, SnapshotRefusal } from './refusal.js';
import type { FileAnswer, SnapshotFiles } from './snapshot-files.js';

/** Snapshots in a directory, laid out as in a store. */
export class DirectoryFiles implements SnapshotFiles {
  constructor(private readonly root: string) {}

  async read(path: string, etag: string | null = null): Promise<FileAnswer> {
    const bytes = await this.bytesOf(path);
    if (bytes === null) return { kind: 'absent' };
    const current = etagOf(bytes);
    return current === etag ? { kind: 'unchanged' } : { kind: 'found', bytes, etag: current };
  }

  private async bytesOf(path: string): Promise<Buffer | null> {
    try {
      return await readWhole(join(this.root, path));
    } catch (error) {
      if (error instanceof SnapshotRefusal) throw error;
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw new SnapshotRefusal('UNREACHABLE', { cause: error });
    }
  }
}

async function readWhole(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size > MAX_FILE_BYTES) throw new SnapshotRefusal('TOO_LARGE');
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/** What tells two contents of a file apart. */
export const etagOf = (bytes: Buffer): string => `"${hashOf(bytes)}"`;
