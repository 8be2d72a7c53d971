import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { summarizeHeap, type HeapSummary } from './heap-summary.js';

const LATE_MS = 120_000;
const LOOK_EVERY_MS = 500;

/** Heap snapshots of one process, which has to be started with the flags. */
export interface HeapSnapshots {
  /** Flags of Node: the process writes a snapshot on a signal. */
  readonly flags: readonly string[];
  /** What the heap of the process holds. A full collection comes first: it is what somebody still refers to. */
  take(pid: number): Promise<HeapSummary>;
  /** Removes their folder. */
  remove(): Promise<void>;
}

/** Makes a folder for the snapshots of a process. */
export async function heapSnapshots(): Promise<HeapSnapshots> {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-heap-'));
  return {
    flags: ['--heapsnapshot-signal=SIGUSR2', `--diagnostic-dir=${folder}`],
    async take(pid) {
      process.kill(pid, 'SIGUSR2');
      const path = await writtenIn(folder);
      const summary = await summarizeHeap(path);
      await rm(path);
      return summary;
    },
    remove: () => rm(folder, { recursive: true }),
  };
}

/** The file is there from the beginning of its writing; it is whole when it grows no more. */
async function writtenIn(folder: string): Promise<string> {
  let size = 0;
  for (const endsAt = performance.now() + LATE_MS; performance.now() < endsAt;) {
    await delay(LOOK_EVERY_MS);
    const [name] = (await readdir(folder)).filter((each) => each.endsWith('.heapsnapshot'));
    const path = join(folder, name ?? '');
    const { size: now } = name === undefined ? { size: 0 } : await stat(path);
    if (now > 0 && now === size) return path;
    size = now;
  }
  throw new Error(`no heap snapshot came in ${LATE_MS / 1_000} s`);
}
