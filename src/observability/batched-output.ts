import { pino } from 'pino';
import type { DestinationStream } from 'pino';

/** Characters after which lines are written at once. */
const FULL = 8 * 1024;
/** Longest that a line waits for others, in milliseconds. */
const LINGER_MS = 50;

/**
 * Standard output in few writes: lines of the same moment go out together, as each write costs as much as a small request. What
 * waits is written when the process exits, whatever the reason; SIGKILL loses the last 50 ms.
 */
export function batchedOutput(): DestinationStream {
  const output = pino.destination({ dest: 1, sync: true });
  let waiting = '';
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting !== '') output.write(waiting);
    waiting = '';
  };
  process.on('exit', flush);
  return {
    write(line) {
      waiting += line;
      if (waiting.length >= FULL) flush();
      else timer ??= setTimeout(flush, LINGER_MS).unref();
    },
  };
}
