import { AdaptiveLimit, type LimitBounds } from './adaptive-limit.js';
import type { LoopDelay } from './loop-delay.js';
import type { Priority } from './priority.js';

/** How much of the limit a class may find in use and still be let in. */
const SHARES: Readonly<Record<Priority, number>> = {
  interactive: 1,
  background: 0.75,
  prefetch: 0.5,
  shadow: 0.25,
};

/** Event-loop delay in ms from which on a class is refused, whatever the limit says; somebody waits for the interactive ones. */
const DELAYS: Readonly<Record<Priority, number>> = {
  interactive: Infinity,
  background: 200,
  prefetch: 50,
  shadow: 50,
};

/** A cold process is slow: it begins with this much of its limit. */
const RAMP_FROM = 0.25;

/** How much a process takes on. */
export interface Capacity extends LimitBounds {
  /** In how many ms after its start it opens from a quarter to the whole of its limit. */
  readonly rampMs: number;
}

/** What a gate takes from its process. */
export interface LoadGateOptions {
  readonly bounds: Capacity;
  readonly monotonicNow: () => number;
  readonly loop: Pick<LoopDelay, 'p99'>;
}

/** Decides, before anything of a request was read but its head, whether there is room for it. */
export class LoadGate {
  private readonly limit: AdaptiveLimit;
  private readonly openedAt: number;
  private requests = 0;

  constructor(private readonly options: LoadGateOptions) {
    this.limit = new AdaptiveLimit(options.bounds, options.monotonicNow);
    this.openedAt = options.monotonicNow();
  }

  /** Requests under way. */
  get underWay(): number {
    return this.requests;
  }

  /** Requests that may be under way at this moment. */
  get room(): number {
    const opened = this.isWarm ? 1 : RAMP_FROM + ((1 - RAMP_FROM) * this.age) / this.options.bounds.rampMs;
    return Math.ceil(this.limit.current * opened);
  }

  /** Whether fewer requests are under way than a class may find. */
  hasRoom(priority: Priority): boolean {
    return this.requests < this.room * SHARES[priority];
  }

  /** Lets a request in or not; who was let in calls `leave` once. */
  enter(priority: Priority): boolean {
    if (!this.hasRoom(priority)) return false;
    // While code is still being loaded and compiled the loop is late by nature, and the ramp keeps the load small.
    if (this.options.loop.p99() > DELAYS[priority] && this.isWarm) return false;
    this.requests += 1;
    return true;
  }

  /** A request has ended, with an answer after `ms` or (null) without one. */
  leave(ms: number | null): void {
    if (ms !== null) this.limit.answered(ms, this.requests);
    this.requests -= 1;
  }

  private get age(): number {
    return this.options.monotonicNow() - this.openedAt;
  }

  private get isWarm(): boolean {
    return this.age >= this.options.bounds.rampMs;
  }
}
