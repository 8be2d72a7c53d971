import { hashText } from '../../data/chance.js';
import type { Ms } from '../../data/ids.js';
import { HOUR } from '../../data/world.js';

/** Cursors older than this are forgotten. */
const MAX_AGE: Ms = 6 * HOUR;
const CURSOR = /^p([0-9]{1,3}):([0-9a-z]{1,9})\.([0-9a-f]{8})$/;

function checksum(offset: string, issued: string, owner: string): string {
  return hashText(`${offset}|${issued}|${owner}`).toString(16).padStart(8, '0');
}

/** Cursor that resumes a chain at an offset of its ranked list; `owner` names subject, scene and session. */
export function writeCursor(offset: number, owner: string, now: Ms): string {
  const issued = Math.floor(now / 1_000).toString(36);
  return `p${offset}:${issued}.${checksum(String(offset), issued, owner)}`;
}

/** Offset of a cursor; 0 for none, a foreign, unknown or expired one. */
export function readCursor(cursor: string | null, owner: string, now: Ms): number {
  const [, offset = '', issued = '', sum] = CURSOR.exec(cursor ?? '') ?? [];
  if (sum !== checksum(offset, issued, owner)) return 0;
  const age = now - parseInt(issued, 36) * 1_000;
  return age <= MAX_AGE ? Number(offset) : 0;
}
