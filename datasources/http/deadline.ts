import { composeMs, hopBudget, reserveMs, tierEndMs, type HopRole, type RemoteTier } from './hop-budget.js';

/** The moment by which something must be done, on the monotonic clock: a request, a tier of it, or one attempt. */
export class Deadline {
  private constructor(
    private readonly startedAt: number,
    private readonly totalMs: number,
    private readonly monotonicNow: () => number,
    /** What a hop has to leave when so much is left; both in ms. */
    private readonly reserveOf: (restMs: number) => number,
  ) {}

  /** Of a request that arrived at `startedAt` on that clock and may take `totalMs`. */
  static ofRequest(startedAt: number, totalMs: number, monotonicNow: () => number): Deadline {
    return new Deadline(startedAt, totalMs, monotonicNow, (restMs) => reserveMs(totalMs, restMs));
  }

  /** Milliseconds left; negative once it has passed. */
  remaining(): number {
    return this.startedAt + this.totalMs - this.monotonicNow();
  }

  /** What a hop that begins now may take, in ms; `timeoutMs` is its source's own limit. */
  budget(timeoutMs: number, role: HopRole): number {
    const restMs = this.remaining();
    return hopBudget({ timeoutMs, role, restMs, reserveMs: this.reserveOf(restMs) });
  }

  /** The end of a tier of this request: what the tier asks for has to end by then. */
  tier(tier: RemoteTier): Deadline {
    const kept = composeMs(this.totalMs);
    return new Deadline(this.startedAt, tierEndMs(tier, this.totalMs), this.monotonicNow, () => kept);
  }

  /** The end of one attempt that begins now and may take `ms`. */
  within(ms: number): Deadline {
    return new Deadline(this.monotonicNow(), ms, this.monotonicNow, () => 0);
  }

  /** Whichever of two ends is nearer. */
  earlier(other: Deadline): Deadline {
    return this.remaining() <= other.remaining() ? this : other;
  }
}
