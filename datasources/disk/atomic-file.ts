import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** End of the names of files that are being written; a process that was killed leaves them behind. */
export const UNFINISHED = '.tmp';

/**
 * Writes a file so that readers, and a crash at any moment, find the former content or the new one, never a part. Makes the
 * folders above it.
 * @throws Error of the file system; the former content stays
 */
export async function writeAtomically(path: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  // Not the id of the process: that of two containers with one disk is the same.
  const unfinished = `${path}.${randomUUID()}${UNFINISHED}`;
  try {
    await writeToDisk(unfinished, bytes);
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** Without the sync a power cut could leave the new name on an empty file. */
async function writeToDisk(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}
