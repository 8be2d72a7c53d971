import { ReadError, TimeoutError } from 'got';
import type { FailureClass } from '../chain/outcome.js';

const RESETS: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE']);

/** Class of what ended a poll before its answer was complete. */
export function pollFailure(error: unknown): FailureClass {
  if (error instanceof TimeoutError) return 'TIMEOUT';
  if (error instanceof ReadError) return 'RESET_BODY';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (RESETS.has(code)) return 'RESET';
  return code.startsWith('HPE_') ? 'PARSE' : 'CONNECT';
}
