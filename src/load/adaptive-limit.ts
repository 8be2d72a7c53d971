/** Bounds of a limit, in requests at a time. */
export interface LimitBounds {
  readonly initial: number;
  /** It never falls below this: a slow upstream must not close the gateway. */
  readonly least: number;
  /** Nor rises above this. */
  readonly most: number;
}

const WINDOW_MS = 1_000;
/** Fewer answers than these say nothing about a window. */
const LEAST_ANSWERS = 10;
/** Most answers of a window that are looked at. */
const MOST_ANSWERS = 256;
/** Latency may rise by half before anything is made smaller. */
const TOLERANCE = 1.5;
/** No window takes away more than half. */
const STEEPEST = 0.5;
/** How far a window moves the usual latency towards its own, when it is lower and when it is higher. */
const DOWN = 0.5;
const UP = 0.05;

/**
 * How many requests may be under way at a time, learnt from how long answers take. While the limit is in use and answers take
 * clearly longer than usual, it shrinks in proportion; while they do not, it grows by its square root. A limit that is not in
 * use stays, whatever the upstreams do. Slow answers become usual only where they are not of our own making: with room to
 * spare, or at the lower bound.
 */
export class AdaptiveLimit {
  private limit: number;
  private usualMs: number | null = null;
  private readonly answers = new Float64Array(MOST_ANSWERS);
  private count = 0;
  private busiest = 0;
  private windowStart: number;

  constructor(
    private readonly bounds: LimitBounds,
    private readonly monotonicNow: () => number,
  ) {
    this.limit = bounds.initial;
    this.windowStart = monotonicNow();
  }

  /** Requests that may be under way now. */
  get current(): number {
    return Math.floor(this.limit);
  }

  /** Takes the time of one answer in ms, and how many requests were under way when it came, itself included. */
  answered(ms: number, underWay: number): void {
    this.answers[this.count % MOST_ANSWERS] = ms;
    this.count += 1;
    this.busiest = Math.max(this.busiest, underWay);
    const now = this.monotonicNow();
    if (now - this.windowStart < WINDOW_MS || this.count < LEAST_ANSWERS) return;
    this.learn(this.median());
    this.count = 0;
    this.busiest = 0;
    this.windowStart = now;
  }

  private median(): number {
    const known = this.answers.slice(0, Math.min(this.count, MOST_ANSWERS)).sort();
    return known[known.length >> 1] ?? 0;
  }

  private learn(latencyMs: number): void {
    const usualMs = (this.usualMs ??= latencyMs);
    const isInUse = this.busiest * 2 >= this.limit;
    const gradient = Math.max(STEEPEST, (TOLERANCE * usualMs) / latencyMs);
    if (isInUse) this.limit = gradient < 1 ? this.limit * gradient : this.limit + Math.sqrt(this.limit);
    this.limit = Math.min(Math.max(this.limit, this.bounds.least), this.bounds.most);
    const isOurs = isInUse && this.limit > this.bounds.least;
    const pace = latencyMs < usualMs ? DOWN : isOurs ? 0 : UP;
    this.usualMs = usualMs + (latencyMs - usualMs) * pace;
  }
}
