import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { readText, unreadable, type TextRead } from '../rules/rule-text.js';

/** Characters that are read at once: they take less than a thread takes to begin. */
const SMALL = 8 * 1024;
/** Time that any text of a permitted size needs many times over. */
const PATIENCE_MS = 30_000;
const PROGRAM = new URL('./read-apart.worker.js', import.meta.url);

/**
 * Reads a text as `readText` does, a large one in a thread of its own: the parser takes more than a second for some of 256 KiB, and
 * meanwhile nobody would be served and no kill be seen. Never rejects.
 */
export async function readApart(text: string, stop: AbortSignal): Promise<TextRead> {
  if (text.length <= SMALL) return readText(text);
  const worker = new Worker(PROGRAM, { workerData: text });
  try {
    const signal = AbortSignal.any([stop, AbortSignal.timeout(PATIENCE_MS)]);
    const [read] = (await once(worker, 'message', { signal })) as [TextRead];
    return read;
  } catch (error) {
    return unreadable(error);
  } finally {
    await worker.terminate();
  }
}
