import { destination, type DestinationStream } from 'pino';

/** Lines are written together: a write of its own for each costs as much as making it. */
const TOGETHER_BYTES = 4_096;
/** No line waits longer. */
const AT_MOST_MS = 100;

/**
 * Standard output for the log of a process that serves many requests a second. What waits is written when the process exits. Not
 * for functions: a frozen process writes nothing.
 */
export const bufferedOutput = (): DestinationStream =>
  destination({ dest: 1, sync: false, minLength: TOGETHER_BYTES, periodicFlush: AT_MOST_MS });
