import { Bulkhead } from './bulkhead.js';
import { CallRate } from './call-rate.js';

/** What LEGACY was load-tested for as a fallback. */
export interface FallbackLimits {
  /** Most calls at a time. */
  readonly inFlight: number;
  /** Most calls in any second. */
  readonly perSecond: number;
}

/** The one cap around LEGACY as a fallback, over all its operations: an outage of a primary must not become one of LEGACY. */
export class FallbackCap {
  private readonly bulkhead: Bulkhead;
  private readonly rate: CallRate;
  private succeededAt: number | null = null;

  constructor(
    limits: FallbackLimits,
    private readonly monotonicNow: () => number,
  ) {
    this.bulkhead = new Bulkhead(limits.inFlight);
    this.rate = new CallRate(limits.perSecond);
  }

  /** Calls under way. */
  get inFlight(): number {
    return this.bulkhead.inFlight;
  }

  /** Milliseconds since LEGACY last answered as a fallback; null when it never did. */
  get sinceSuccessMs(): number | null {
    return this.succeededAt === null ? null : this.monotonicNow() - this.succeededAt;
  }

  /** Whether a call may begin; who was let in calls `leave` once. */
  enter(): boolean {
    const now = this.monotonicNow();
    if (this.rate.isFull(now) || !this.bulkhead.enter()) return false;
    this.rate.add(now);
    return true;
  }

  /** LEGACY has answered. */
  succeeded(): void {
    this.succeededAt = this.monotonicNow();
  }

  /** A call has ended, however it did. */
  leave(): void {
    this.bulkhead.leave();
  }
}
