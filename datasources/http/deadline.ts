import { hopBudget, reserveMs, tierEndMs, type HopRole, type RemoteTier } from './hop-budget.js';

/** No call starts with less time left than this (ms). */
export const LEAST_USEFUL_MS = 20;

/** The moment by which something must be done, on the monotonic clock: a request, a tier of it, or one attempt. */
export class Deadline {
  private constructor(
    private readonly startedAt: number,
    private readonly totalMs: number,
    private readonly monotonicNow: () => number,
    /** Whether hops have to leave time for what follows them. */
    private readonly keepsReserve: boolean,
  ) {}

  /** Of a request that arrived at `startedAt` on that clock and may take `totalMs`. */
  static ofRequest(startedAt: number, totalMs: number, monotonicNow: () => number): Deadline {
    return new Deadline(startedAt, totalMs, monotonicNow, true);
  }

  /** Milliseconds left; negative once it has passed. */
  remaining(): number {
    return this.startedAt + this.totalMs - this.monotonicNow();
  }

  /** What a hop that begins now may take, in ms; `timeoutMs` is its source's own limit. */
  budget(timeoutMs: number, role: HopRole): number {
    const restMs = this.remaining();
    const kept = this.keepsReserve ? reserveMs(this.totalMs, restMs) : 0;
    return hopBudget({ timeoutMs, role, restMs, reserveMs: kept });
  }

  /** The end of a tier of this request: 0.5 of it for PRIMARY, 0.775 for LEGACY. What a tier asks for has to end by then. */
  tier(tier: RemoteTier): Deadline {
    return new Deadline(this.startedAt, tierEndMs(tier, this.totalMs), this.monotonicNow, false);
  }

  /** The end of one attempt that begins now and may take `ms`. */
  within(ms: number): Deadline {
    return new Deadline(this.monotonicNow(), ms, this.monotonicNow, false);
  }

  /** Whichever of two ends is nearer. */
  earlier(other: Deadline): Deadline {
    return this.remaining() <= other.remaining() ? this : other;
  }
}
