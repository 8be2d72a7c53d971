/**
 * A tier cannot make this page. Not an error of the request: the next tier is asked, and the client hears of it only when
 * none is left.
 */
export class TierFailure extends Error {
  constructor(
    /** Short, from a closed list; it goes to logs, never to clients. */
    readonly reason: 'ALGORITHM' | 'CONTENT' | 'EMPTY' | 'CANCELLED',
  ) {
    super(`tier failed: ${reason}`);
    this.name = 'TierFailure';
  }
}
