import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A file that a process still writes, and one that a collector may take. */
export const OPEN = '.open';
export const FINISHED = '.cases';

/** Cases live so long, in ms. */
const MOST_AGE_MS = 72 * 3_600_000;

/** Files of cases in a folder, oldest first; with those that are still open. */
export async function caseFiles(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => name.endsWith(OPEN) || name.endsWith(FINISHED))
    .sort()
    .map((name) => join(folder, name));
}

/** Makes the folder, and removes what is too old. `now`: epoch ms. */
export async function prepareCaseFolder(folder: string, now: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const path of await caseFiles(folder)) {
    const { mtimeMs } = await stat(path);
    if (now - mtimeMs > MOST_AGE_MS) await rm(path, { force: true });
  }
}
