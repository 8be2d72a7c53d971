const BUCKETS = 10;

/** Good and failed samples of the last while, in a ring of ten buckets: adding one allocates nothing. */
export class SampleWindow {
  private readonly good = new Uint32Array(BUCKETS);
  private readonly bad = new Uint32Array(BUCKETS);
  private readonly bucketMs: number;
  private tick = 0;
  private goods = 0;
  private bads = 0;

  constructor(lengthMs: number) {
    this.bucketMs = lengthMs / BUCKETS;
  }

  /** Samples in the window when the last one was added. */
  get total(): number {
    return this.goods + this.bads;
  }

  /** Failed ones among them. */
  get failures(): number {
    return this.bads;
  }

  /** Adds a sample at `now`, on the monotonic clock in ms. */
  add(now: number, isGood: boolean): void {
    this.forgetBefore(Math.floor(now / this.bucketMs));
    const bucket = this.tick % BUCKETS;
    if (isGood) {
      this.good[bucket] = (this.good[bucket] ?? 0) + 1;
      this.goods += 1;
    } else {
      this.bad[bucket] = (this.bad[bucket] ?? 0) + 1;
      this.bads += 1;
    }
  }

  /** Forgets everything. */
  clear(): void {
    this.good.fill(0);
    this.bad.fill(0);
    this.goods = 0;
    this.bads = 0;
  }

  private forgetBefore(tick: number): void {
    if (tick - this.tick >= BUCKETS) this.clear();
    else for (let passed = this.tick + 1; passed <= tick; passed += 1) this.empty(passed % BUCKETS);
    this.tick = tick;
  }

  private empty(bucket: number): void {
    this.goods -= this.good[bucket] ?? 0;
    this.bads -= this.bad[bucket] ?? 0;
    this.good[bucket] = 0;
    this.bad[bucket] = 0;
  }
}
