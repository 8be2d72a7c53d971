import type { FailureClass } from '../chain/outcome.js';
import { LEAST_USEFUL_MS } from '../http/hop-budget.js';
import { CallRate } from './call-rate.js';
import { isRetried } from './failure-policy.js';
import type { TimeAndChance } from './time-and-chance.js';

const EARNED_PER_CALL = 0.1;
/** Most tokens saved: an hour of good health must not pay for a storm of retries. */
const MOST_TOKENS = 10;
/** Retries per second that need no tokens: where few calls are made, none would ever be earned. */
const FLOOR_PER_SECOND = 3;
const LONGEST_PAUSE_MS = 30;

/** What an upstream's callers may spend on second attempts: a tenth of the calls, or three a second where that is more. */
export class RetryBudget {
  private earned = 0;
  private readonly recent = new CallRate(FLOOR_PER_SECOND);

  constructor(private readonly options: TimeAndChance) {}

  /** Tokens saved, 0..10. */
  get tokens(): number {
    return this.earned;
  }

  /** A call is made for the first time. */
  firstCall(): void {
    this.earned = Math.min(this.earned + EARNED_PER_CALL, MOST_TOKENS);
  }

  /**
   * Whether a call that failed so may be made once more within what is left of its hop; yes takes a token. Ask once per call,
   * and for reads only.
   */
  mayRetry(cls: FailureClass, remainingMs: number): boolean {
    if (!isRetried(cls) || remainingMs < LEAST_USEFUL_MS) return false;
    const now = this.options.monotonicNow();
    if (this.earned < 1 && this.recent.isFull(now)) return false;
    this.earned = Math.max(this.earned - 1, 0);
    this.recent.add(now);
    return true;
  }

  /** Pause before the second attempt in ms, with full jitter; what it leaves of `remainingMs` is still of use. */
  pauseMs(remainingMs: number): number {
    return this.options.random() * Math.min(LONGEST_PAUSE_MS, Math.max(remainingMs - LEAST_USEFUL_MS, 0));
  }
}
