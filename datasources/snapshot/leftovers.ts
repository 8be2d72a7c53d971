import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Younger files may belong to a process that is writing right now. */
const LEAST_AGE_MS = 3_600_000;

/** Removes files of a folder that are not to be kept and older than an hour. What cannot be removed stays for the next time. */
export async function removeLeftovers(folder: string, keep: ReadonlySet<string>, now: number): Promise<void> {
  const names = (await readdir(folder)).filter((name) => !keep.has(name));
  await Promise.allSettled(names.map((name) => removeIfOld(join(folder, name), now)));
}

async function removeIfOld(path: string, now: number): Promise<void> {
  const { mtimeMs } = await stat(path);
  if (now - mtimeMs > LEAST_AGE_MS) await rm(path);
}
