import { fail, type FailureClass, type Outcome } from '../chain/outcome.js';
import type { Cancellation, Stoppable } from '../http/cancellation.js';
import type { SharedCall } from './shared-call.js';

/** A call may outlast its waiter's time by this much (ms) before a timer is worth its price; the request keeps more in reserve. */
export const TOLERANCE_MS = 5;

/** What a waiter brings. */
export interface Patience {
  /** Milliseconds of the monotonic clock by which it has to go on. */
  readonly endsAt: number;
  /** Of its request; null: nobody's request, such as a refresh beside one. */
  readonly cancellation: Cancellation | null;
}

/**
 * A request, or a batch of one, that waits for some ids out of one or several shared calls. It leaves when its own time is up or
 * its client goes away, with what has come by then; the calls go on for the others.
 */
export class Waiter<V> implements Stoppable {
  /** Rejects only with a fault of our own. */
  readonly result: Promise<ReadonlyMap<string, Outcome<V>>>;
  private readonly outcomes = new Map<string, Outcome<V>>();
  private readonly awaited = new Map<SharedCall<V>, string[]>();
  private readonly settle: PromiseWithResolvers<ReadonlyMap<string, Outcome<V>>>;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly patience: Patience,
    private readonly monotonicNow: () => number,
  ) {
    this.settle = Promise.withResolvers();
    this.result = this.settle.promise;
    patience.cancellation?.add(this);
  }

  /** When it has to go on, in ms of the monotonic clock. */
  get endsAt(): number {
    return this.patience.endsAt;
  }

  /** Takes an outcome that needs no call. */
  knows(id: string, outcome: Outcome<V>): void {
    this.outcomes.set(id, outcome);
  }

  /** Waits for an id of a call. */
  awaits(call: SharedCall<V>, id: string): void {
    const ids = this.awaited.get(call);
    if (ids) ids.push(id);
    else {
      this.awaited.set(call, [id]);
      call.join(this);
    }
  }

  /** A call will be under way until then: a waiter that cannot stay so long sets its own clock. */
  expects(callEndsAt: number): void {
    if (this.timer || callEndsAt <= this.endsAt + TOLERANCE_MS) return;
    const waitMs = Math.max(this.endsAt - this.monotonicNow(), 0);
    // A busy loop fires timers before it reads sockets: one turn of grace lets an answer that has arrived be seen.
    this.timer = setTimeout(() => setImmediate(() => this.stop('TIMEOUT')), waitMs);
  }

  /** Nothing more will be asked for; settles when nothing is awaited any more. */
  seal(): void {
    if (this.awaited.size === 0) this.finish();
  }

  /** A call is over. */
  landed(call: SharedCall<V>, outcomes: ReadonlyMap<string, Outcome<V>>): void {
    for (const id of this.awaited.get(call) ?? []) this.outcomes.set(id, outcomes.get(id) ?? fail('MISSING'));
    this.awaited.delete(call);
    this.seal();
  }

  /** A fault of our own ended a call: no outcome, and no fallback may hide it. */
  broke(error: unknown): void {
    this.settle.reject(error);
    this.leaveAll();
  }

  /** Leaves now: what has not come has failed so. */
  stop(cls: FailureClass): void {
    const failure = fail(cls);
    for (const ids of this.awaited.values()) for (const id of ids) this.outcomes.set(id, failure);
    this.finish();
  }

  private finish(): void {
    this.settle.resolve(this.outcomes);
    this.leaveAll();
  }

  private leaveAll(): void {
    clearTimeout(this.timer);
    this.patience.cancellation?.delete(this);
    const calls = [...this.awaited.keys()];
    this.awaited.clear();
    for (const call of calls) call.leave(this);
  }
}
