/** A session ends here; the last page is cut. */
export const SESSION_LIMIT = 300;

/** Largest page a client gets. */
export const MAX_PAGE_SIZE = 20;

/** The positions of one page: `start` inclusive, `end` exclusive. */
export interface PageRange {
  start: number;
  end: number;
}

/** `pageSize` as a whole number from 1 to 20; what is not a number counts as 1. */
export function clampPageSize(pageSize: number): number {
  return pageSize >= 1 ? Math.min(Math.trunc(pageSize), MAX_PAGE_SIZE) : 1;
}

/** The positions a page covers. Empty once the session is at its end. */
export function pageRange(offset: number, pageSize: number): PageRange {
  return { start: offset, end: Math.max(offset, Math.min(offset + clampPageSize(pageSize), SESSION_LIMIT)) };
}
