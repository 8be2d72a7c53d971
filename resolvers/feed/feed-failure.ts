/**
 * A tier cannot make this page. Not an error of the request: the next tier is asked, and the client hears of it only when
 * none is left.
 */
export class TierFailure extends Error {
  constructor(
    /** From a closed list; clients never see it. A failed algorithm may be made up for by backfill. */
    readonly reason: 'ALGORITHM' | 'CONTENT' | 'EMPTY' | 'CANCELLED',
  ) {
    super(`tier failed: ${reason}`);
    this.name = 'TierFailure';
  }
}
