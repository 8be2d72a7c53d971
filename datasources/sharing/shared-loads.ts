import { fail, type Outcome } from '../chain/outcome.js';
import type { Cancellation } from '../http/cancellation.js';
import { LEAST_USEFUL_MS } from '../http/hop-budget.js';
import type { Trace } from '../http/trace.js';
import { SharedCall, type SharedRoute } from './shared-call.js';
import { Waiter } from './waiter.js';

/** Who asks: what of a request its share in a call depends on. No viewer is in it. */
export interface Asker {
  /** How long it can wait, in ms. */
  readonly budgetMs: number;
  readonly trace: Trace;
  /** Null: nobody's request, such as a refresh beside one. */
  readonly cancellation: Cancellation | null;
}

/** What was shared since the start, for metrics. */
export interface SharedLoadsState {
  /** Ids that were asked for upstream. */
  readonly asked: number;
  /** Ids that were on their way for somebody else already. */
  readonly joined: number;
}

/**
 * What the requests of a process ask for at the same time, each id once: loads of one turn of the event loop become one batch, and
 * an id that is on its way is waited for. One per process; holds nothing of any viewer.
 */
export class SharedLoads {
  private readonly calls = new Map<string, SharedCall<unknown>>();
  private readonly boarding = new Map<string, SharedCall<unknown>>();
  private readonly counts = { asked: 0, joined: 0 };

  constructor(private readonly monotonicNow: () => number) {}

  /** Loads distinct ids. An asker gets what has come when its time is up. Rejects only with faults of our own. */
  load<V>(
    route: SharedRoute<V>,
    ids: readonly string[],
    { budgetMs, trace, cancellation }: Asker,
  ): Promise<ReadonlyMap<string, Outcome<V>>> {
    const waiter = new Waiter<V>({ endsAt: this.monotonicNow() + budgetMs, cancellation }, this.monotonicNow);
    const refusal = cancellation?.cancelled ? 'CANCELLED' : budgetMs < LEAST_USEFUL_MS ? 'TIMEOUT' : null;
    for (const id of ids) {
      const known = refusal ? fail(refusal) : route.known(id);
      if (known) waiter.knows(id, known);
      else waiter.awaits(this.callOf(route, id, trace, waiter.endsAt), id);
    }
    waiter.seal();
    return waiter.result;
  }

  /** What was shared so far. */
  state(): SharedLoadsState {
    return { ...this.counts };
  }

  private callOf<V>(route: SharedRoute<V>, id: string, trace: Trace, endsAt: number): SharedCall<V> {
    const key = route.space + id;
    // A key holds its source, so what is under it is a call of that source.
    const held = this.calls.get(key) as SharedCall<V> | undefined;
    if (held?.suits(endsAt)) {
      this.counts.joined += 1;
      return held;
    }
    const call = this.boardingOf(route, trace);
    call.ids.push(id);
    this.calls.set(key, call as SharedCall<unknown>);
    this.counts.asked += 1;
    return call;
  }

  private boardingOf<V>(route: SharedRoute<V>, trace: Trace): SharedCall<V> {
    const held = this.boarding.get(route.space) as SharedCall<V> | undefined;
    if (held?.isBoarding) return held;
    const call = new SharedCall<V>(route, trace, this.monotonicNow, (over) => this.forget(over));
    this.boarding.set(route.space, call as SharedCall<unknown>);
    setImmediate(() => {
      if (this.boarding.get(route.space) === call) this.boarding.delete(route.space);
      void call.depart();
    });
    return call;
  }

  private forget<V>(over: SharedCall<V>): void {
    for (const id of over.ids) {
      const key = over.route.space + id;
      if (this.calls.get(key) === over) this.calls.delete(key);
    }
  }
}
