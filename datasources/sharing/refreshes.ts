import type { Trace } from '../http/trace.js';
import type { SharedRoute } from './shared-call.js';
import type { SharedLoads } from './shared-loads.js';

/**
 * How long refreshes are collected at most, in ms. Nobody waits for them, and the records that they are for are good for long: one
 * call brings what many requests have found to be due.
 */
const COLLECTED_MS = 250;

/** Ids of one source that are to be asked for again. */
interface Due {
  readonly ids: Set<string>;
  readonly timer: NodeJS.Timeout;
}

/** Records that are asked for again beside the requests that found them due. One per process. */
export class Refreshes {
  private readonly due = new Map<string, Due>();

  constructor(private readonly loads: SharedLoads) {}

  /** Sees to it that a record is asked for again soon, with the trace of the first request that found one of a call due. */
  add<V>(route: SharedRoute<V>, id: string, trace: Trace): void {
    const { ids } = this.due.get(route.space) ?? this.begin(route, trace);
    ids.add(id);
    if (ids.size >= route.maxBatch) this.send(route, trace);
  }

  private begin<V>(route: SharedRoute<V>, trace: Trace): Due {
    const timer = setTimeout(() => this.send(route, trace), COLLECTED_MS);
    const due = { ids: new Set<string>(), timer: timer.unref() }; // a process that ends need not stay for it
    this.due.set(route.space, due);
    return due;
  }

  /** A failure is counted where it is learnt; the records stay. */
  private send<V>(route: SharedRoute<V>, trace: Trace): void {
    const due = this.due.get(route.space);
    if (!due) return;
    clearTimeout(due.timer);
    this.due.delete(route.space);
    const asker = { budgetMs: route.limitMs, trace, cancellation: null };
    this.loads.load(route, [...due.ids], asker).catch(() => undefined);
  }
}
