import type { ExecutionResult } from 'graphql';
import { MOST_RECORD_BYTES } from '../spool/frame.js';

/** Quotes, colon or comma of one value. */
const AROUND = 4;

/** Whether an answer may wait for its leg: about as large, as JSON, as a case may be. Looks at no more of it than that takes. */
export function isLightEnough({ data }: ExecutionResult): boolean {
  let bytes = 0;
  const fits = (value: unknown): boolean => {
    bytes += AROUND + (typeof value === 'string' ? value.length : 0);
    if (bytes > MOST_RECORD_BYTES) return false;
    if (typeof value !== 'object' || value === null) return true;
    if (Array.isArray(value)) return value.every(fits);
    return Object.entries(value).every(([name, part]) => {
      bytes += name.length;
      return fits(part);
    });
  };
  return fits(data);
}
