const SAMPLES = 32;
const REFRESHED_EVERY = 8;
const FORGOTTEN_AFTER_MS = 10_000;

/** How long answers of a source took lately. */
export class RecentMedian {
  private readonly samples = new Float64Array(SAMPLES);
  private count = 0;
  private median = 0;
  private lastAt = -Infinity;

  /** Adds the time of a good answer; both in ms, `now` on the monotonic clock. */
  add(ms: number, now: number): void {
    if (this.isForgotten(now)) this.count = 0;
    this.samples[this.count % SAMPLES] = ms;
    this.count += 1;
    this.lastAt = now;
    if (this.count % REFRESHED_EVERY === 0) {
      const known = this.samples.slice(0, Math.min(this.count, SAMPLES)).sort();
      this.median = known[known.length >> 1] ?? 0;
    }
  }

  /**
   * The median in ms; 0 while too little is known. Forgotten after ten seconds without an answer: a source that is not asked
   * because it was slow would stay slow for ever.
   */
  at(now: number): number {
    return this.count < REFRESHED_EVERY || this.isForgotten(now) ? 0 : this.median;
  }

  private isForgotten(now: number): boolean {
    return now - this.lastAt > FORGOTTEN_AFTER_MS;
  }
}
