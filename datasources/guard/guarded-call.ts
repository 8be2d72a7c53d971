import type { FailureClass } from '../chain/outcome.js';
import { LEAST_USEFUL_MS, TELLING_SHARE } from '../http/hop-budget.js';
import { UpstreamError } from '../http/upstream-error.js';
import { Breaker, type BreakerState, type Permit } from './breaker.js';
import { Bulkhead } from './bulkhead.js';
import { breakerEffect } from './failure-policy.js';
import type { FallbackCap } from './fallback-cap.js';
import { RecentMedian } from './recent-median.js';
import type { RetryBudget } from './retry-budget.js';
import { Throttle } from './throttle.js';
import type { TimeAndChance } from './time-and-chance.js';

/** How a guarded call ended. An end is a value, not an exception: refusing must be cheap. */
export type CallEnd<T> = { readonly kind: 'ok'; readonly value: T } | CallFailure;

/** A call that failed or was not made. */
export interface CallFailure {
  readonly kind: 'fail';
  readonly cls: FailureClass;
  /** For how long the upstream asked to be left alone, in ms; set on BREAKER_HELD too. */
  readonly retryAfterMs: number | null;
  /** Whether the upstream was asked at all. */
  readonly asked: boolean;
}

/** One read of one source. */
export interface GuardedRead<T> {
  /** The source's own limit, in ms; the budget is what a deadline leaves of it. */
  readonly timeoutMs: number;
  /** What the hop may take, in ms; a second attempt and the pause before it included. */
  readonly budgetMs: number;
  /** LEGACY in place of a primary that failed: inside its cap. */
  readonly isFallback: boolean;
  /**
   * One attempt; settles within the time given, rejects with UpstreamError. The second one gets a connection of its own: a
   * kept one may have been closed as well.
   */
  readonly attempt: (budgetMs: number, isSecond: boolean) => Promise<T>;
  /** Whether an answer speaks for the health of its upstream (`isSoundBatch`). */
  readonly isSound: (value: T) => boolean;
}

/** What guarded calls take from their process. */
export interface GuardOptions extends TimeAndChance {
  /** Resolves after so many ms. */
  readonly pause: (ms: number) => Promise<void>;
  /** Told the end of every attempt and refusal of a source. */
  readonly counted: (source: string, outcome: FailureClass | 'ok') => void;
}

/** What guards share beyond their source. */
export interface SharedBudgets {
  /** Of the source's upstream. */
  readonly retries: RetryBudget;
  readonly fallbackCap: FallbackCap;
}

/** A source as its metrics show it. */
export interface GuardState {
  readonly source: string;
  readonly breaker: BreakerState;
  readonly inFlight: number;
  /** How often the upstream said 429. */
  readonly throttled: number;
}

/** Stands between the gateway and one source: lets calls through, judges how they end, and retries once where that may help. */
export class GuardedCall {
  private readonly breaker: Breaker;
  private readonly throttle: Throttle;
  private readonly bulkhead: Bulkhead;
  private readonly latency = new RecentMedian();

  constructor(
    private readonly source: string,
    inFlight: number,
    private readonly shared: SharedBudgets,
    private readonly options: GuardOptions,
  ) {
    this.breaker = new Breaker(options);
    this.throttle = new Throttle(options.monotonicNow);
    this.bulkhead = new Bulkhead(inFlight);
  }

  /** Reads, or says why not. Rejects only with what is no UpstreamError: a fault of our own, which no fallback may hide. */
  async read<T>(read: GuardedRead<T>): Promise<CallEnd<T>> {
    const { monotonicNow, pause } = this.options;
    const { retries } = this.shared;
    const endsAt = monotonicNow() + read.budgetMs;
    const first = await this.tryOnce(read, read.budgetMs, false);
    if (first.kind === 'fail' && !first.asked) return first;
    retries.firstCall();
    if (first.kind === 'ok' || !this.mayRetry(first.cls, endsAt - monotonicNow())) return first;
    await pause(retries.pauseMs(endsAt - monotonicNow()));
    const second = await this.tryOnce(read, endsAt - monotonicNow(), true);
    return second.kind === 'fail' && !second.asked ? first : second;
  }

  /** For metrics. */
  state(): GuardState {
    return {
      source: this.source,
      breaker: this.breaker.currentState(),
      inFlight: this.bulkhead.inFlight,
      throttled: this.throttle.count,
    };
  }

  /**
   * A kept connection that was closed meanwhile says that its upstream tidies up, so finding out costs nothing, unless much
   * else fails: then that is what these are as well.
   */
  private mayRetry(cls: FailureClass, remainingMs: number): boolean {
    if (cls === 'RESET_REUSED' && this.breaker.isQuiet()) return remainingMs >= LEAST_USEFUL_MS;
    return this.shared.retries.mayRetry(cls, remainingMs);
  }

  private async tryOnce<T>(read: GuardedRead<T>, budgetMs: number, isSecond: boolean): Promise<CallEnd<T>> {
    const permit = this.admit(read, budgetMs);
    if ('cls' in permit) {
      this.options.counted(this.source, permit.cls);
      return permit;
    }
    const startedAt = this.options.monotonicNow();
    try {
      const value = await read.attempt(budgetMs, isSecond);
      if (read.isSound(value)) permit.ok();
      else permit.failed();
      const now = this.options.monotonicNow();
      this.latency.add(now - startedAt, now);
      if (read.isFallback) this.shared.fallbackCap.succeeded();
      this.options.counted(this.source, 'ok');
      return { kind: 'ok', value };
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      const isTelling = error.cls !== 'TIMEOUT' || budgetMs >= read.timeoutMs * TELLING_SHARE;
      if (isTelling) this.judge(error, permit);
      this.options.counted(this.source, error.cls);
      return { kind: 'fail', cls: error.cls, retryAfterMs: error.retryAfterMs, asked: true };
    } finally {
      permit.cancelled(); // counts only where nothing else did
      this.bulkhead.leave();
      if (read.isFallback) this.shared.fallbackCap.leave();
    }
  }

  /**
   * Whoever gets a permit is in the bulkhead, and in the fallback's cap if it is one. What the upstream wants is asked first:
   * it sends a read to the next hop, where our own caps keep it local.
   */
  private admit(
    { isFallback, timeoutMs }: Pick<GuardedRead<unknown>, 'isFallback' | 'timeoutMs'>,
    budgetMs: number,
  ): Permit | CallFailure {
    const usualMs = Math.min(this.latency.at(this.options.monotonicNow()), timeoutMs);
    if (budgetMs < Math.max(LEAST_USEFUL_MS, usualMs)) return refused('TIMEOUT');
    const throttledMs = this.throttle.heldMs();
    if (throttledMs !== null) return refused('UPSTREAM_LIMITED', throttledMs);
    const permit = this.breaker.enter(budgetMs);
    if (!permit) {
      const heldMs = this.breaker.heldMs();
      return refused(heldMs === null ? 'BREAKER_OPEN' : 'BREAKER_HELD', heldMs);
    }
    if (!this.bulkhead.enter()) {
      permit.cancelled();
      return refused('BULKHEAD');
    }
    if (isFallback && !this.shared.fallbackCap.enter()) {
      this.bulkhead.leave();
      permit.cancelled();
      return refused('FALLBACK_CAP');
    }
    return permit;
  }

  private judge({ cls, retryAfterMs }: UpstreamError, permit: Permit): void {
    const effect = breakerEffect(cls);
    if (effect === 'ok') permit.ok();
    else if (effect === 'throttled') this.throttle.holdFor(retryAfterMs);
    else if (effect !== 'none') permit.failed();
    if (effect === 'opens') this.breaker.open();
    if (effect === 'held' && retryAfterMs !== null) this.breaker.holdFor(retryAfterMs);
  }
}

const refused = (cls: FailureClass, retryAfterMs: number | null = null): CallFailure => ({
  kind: 'fail',
  cls,
  retryAfterMs,
  asked: false,
});
