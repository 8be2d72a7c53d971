const MOST = 8;
/** Outcomes that are older say nothing about now. */
const MEMORY_MS = 300_000;

/** The last eight outcomes of one side: what it is like at this moment, where a window still remembers better seconds. */
export class RecentOutcomes {
  private readonly wereBad = new Uint8Array(MOST);
  private bad = 0;
  private seen = 0;
  private lastAt = -Infinity;

  /** Takes an outcome at `now`, on the monotonic clock in ms. */
  note(now: number, isBad: boolean): void {
    const cell = this.seen % MOST;
    this.bad += Number(isBad) - (this.wereBad[cell] ?? 0);
    this.wereBad[cell] = Number(isBad);
    this.seen += 1;
    this.lastAt = now;
  }

  /** Share of bad ones, 0 to 1; null: there was no traffic for five minutes. */
  badShare(now: number): number | null {
    if (this.seen === 0 || now - this.lastAt >= MEMORY_MS) return null;
    return this.bad / Math.min(this.seen, MOST);
  }
}
