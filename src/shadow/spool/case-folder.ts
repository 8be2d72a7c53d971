import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';

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

/** The name of a file without its end. `now`: epoch ms; `instance`: of the spool; `count`: of its files. */
export const caseFileName = (now: number, instance: string, count: number): string =>
  `${now}-${process.pid}-${instance}-${count}`;

/** Makes the folder, removes what is too old, and finishes what processes have left that are no more. `now`: epoch ms. */
export async function tidyCaseFolder(folder: string, now: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const path of await caseFiles(folder)) await tidy(path, now).catch(() => undefined); // others may be as quick
}

async function tidy(path: string, now: number): Promise<void> {
  const { mtimeMs } = await stat(path);
  if (now - mtimeMs > MOST_AGE_MS) await rm(path, { force: true });
  else if (path.endsWith(OPEN) && !isWritten(basename(path))) await rename(path, finishedName(path));
}

/** The name of an open file once nobody writes it any more. */
export const finishedName = (path: string): string => path.slice(0, -OPEN.length) + FINISHED;

/** Whether the process that began a file still runs. One before us may have had our number, as in a container. */
function isWritten(name: string): boolean {
  const [, begun, pid] = /^(\d+)-(\d{1,7})-/.exec(name) ?? [];
  if (pid === undefined) return false;
  return Number(pid) === process.pid ? Number(begun) >= performance.timeOrigin : isRunning(Number(pid));
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0); // sends nothing
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
