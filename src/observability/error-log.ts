import type { Logger } from 'pino';
import { describeError } from './describe-error.js';

/** Error lines per second; an outage must not drown everything else. */
const MAX_LINES_PER_S = 100;

/**
 * Creates the log of masked errors: one line with cause and stack under the id the client got. Beyond 100 lines in a
 * second causes are left out and counted; their ids still stand in the lines of their requests.
 */
export function createErrorLog(
  logger: Logger,
  now: () => number,
): (errorId: string, thrown: unknown) => void {
  let windowStart = -Infinity;
  let lines = 0;
  return (errorId, thrown) => {
    const at = now();
    if (at - windowStart >= 1_000) {
      if (lines > MAX_LINES_PER_S)
        logger.warn({ leftOut: lines - MAX_LINES_PER_S }, 'masked errors left out');
      windowStart = at;
      lines = 0;
    }
    if (++lines <= MAX_LINES_PER_S) logger.error({ errorId, error: describeError(thrown) }, 'masked error');
  };
}
