import type { Outcome } from '../chain/outcome.js';
import { Cancellation } from '../http/cancellation.js';
import { Deadline } from '../http/deadline.js';
import type { Trace } from '../http/trace.js';
import type { CallScope } from '../http/transport.js';
import { TOLERANCE_MS, type Waiter } from './waiter.js';

/** A call with less of its source's limit than this share is cut short by its waiters' time, so others may get more by asking. */
const FULL_SHARE = 0.9;

/** How calls of one source are made for several requests at once; knows nothing of any of them. */
export interface SharedRoute<V> {
  /** What the keys of its ids begin with. */
  readonly space: string;
  readonly maxBatch: number;
  /** The source's own limit, in ms. */
  readonly limitMs: number;
  /** Marked upstream as a load test; never together with real traffic. */
  readonly shadow: boolean;
  /** An outcome that is known without a call; undefined: ask. */
  known(id: string): Outcome<V> | undefined;
  /** One guarded call, kept where it is to be kept. Failed ids are outcomes; rejects with faults of our own. */
  ask(
    ids: readonly string[],
    budgetMs: number,
    callsOf: (budgetMs: number) => CallScope,
  ): Promise<ReadonlyMap<string, Outcome<V>>>;
}

/**
 * One upstream call that belongs to no request. Until it departs, in the turn it was begun in, it takes ids; then whoever wants one
 * of them joins. It lasts as long as the most patient of those who waited when it departed, and ends early only when nobody is left.
 */
export class SharedCall<V> {
  readonly ids: string[] = [];
  private readonly waiters = new Set<Waiter<V>>();
  private readonly cancellation = new Cancellation();
  private state: 'boarding' | 'under way' | 'over' = 'boarding';
  private endsAt = -Infinity;
  private isFull = false;

  constructor(
    readonly route: SharedRoute<V>,
    /** Of the request that asked first: a call has one. */
    private readonly trace: Trace,
    private readonly monotonicNow: () => number,
    /** Told once, before anybody learns the outcomes. */
    private readonly over: (call: SharedCall<V>) => void,
  ) {}

  /** Whether ids may be added. */
  get isBoarding(): boolean {
    return this.state === 'boarding' && this.ids.length < this.route.maxBatch;
  }

  /** Whether a waiter that has until `endsAt` loses nothing by joining instead of asking. */
  suits(endsAt: number): boolean {
    return this.state === 'boarding' || this.isFull || endsAt <= this.endsAt + TOLERANCE_MS;
  }

  /** Somebody waits for some of its ids. */
  join(waiter: Waiter<V>): void {
    this.waiters.add(waiter);
    if (this.state === 'boarding') this.endsAt = Math.max(this.endsAt, waiter.endsAt);
    else waiter.expects(this.endsAt);
  }

  /** A waiter goes on without it. Once nobody is left, nobody pays for the answer. */
  leave(waiter: Waiter<V>): void {
    this.waiters.delete(waiter);
    if (this.waiters.size > 0 || this.state === 'over') return;
    this.state = 'over';
    this.over(this);
    this.cancellation.cancel();
  }

  /** Makes the call, unless everybody has left before. */
  async depart(): Promise<void> {
    if (this.state !== 'boarding') return;
    this.state = 'under way';
    const budgetMs = this.endsAt - this.monotonicNow();
    this.isFull = budgetMs >= this.route.limitMs * FULL_SHARE;
    for (const waiter of this.waiters) waiter.expects(this.endsAt);
    try {
      this.land(await this.route.ask(this.ids, budgetMs, (ms) => this.callsFor(ms)));
    } catch (error) {
      this.break(error);
    }
  }

  private callsFor(budgetMs: number): CallScope {
    const { monotonicNow, trace, cancellation, route } = this;
    const deadline = Deadline.ofRequest(monotonicNow(), budgetMs, monotonicNow);
    return { deadline, trace, shadow: route.shadow, cancellation };
  }

  private land(outcomes: ReadonlyMap<string, Outcome<V>>): void {
    this.end((waiter) => waiter.landed(this, outcomes));
  }

  private break(error: unknown): void {
    this.end((waiter) => waiter.broke(error));
  }

  private end(tell: (waiter: Waiter<V>) => void): void {
    if (this.state === 'over') return;
    this.state = 'over';
    this.over(this);
    for (const waiter of this.waiters) tell(waiter);
  }
}
