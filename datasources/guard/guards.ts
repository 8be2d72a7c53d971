import type { UpstreamName } from '../upstreams.js';
import { FallbackCap, type FallbackLimits } from './fallback-cap.js';
import { GuardedCall, type GuardOptions, type GuardState } from './guarded-call.js';
import { RetryBudget } from './retry-budget.js';

/** What a guard has to know of its source. */
export interface GuardedSource {
  /** `PRICING.prices` */
  readonly id: string;
  readonly upstream: UpstreamName;
  /** Most calls in flight at a time, from all requests. */
  readonly inFlight: number;
}

/** What the guards of a process take from it. */
export interface GuardsOptions extends GuardOptions {
  readonly fallback: FallbackLimits;
}

/** All guards at one moment, for metrics. */
export interface GuardsState {
  readonly sources: readonly GuardState[];
  readonly upstreams: readonly { readonly upstream: UpstreamName; readonly retryTokens: number }[];
  readonly fallbackInFlight: number;
  /** Milliseconds since LEGACY last answered as a fallback; null: never. */
  readonly sinceFallbackMs: number | null;
}

/** The guards of a process: one per source, made when it is first asked for. */
export class Guards {
  private readonly calls = new Map<string, GuardedCall>();
  private readonly retries = new Map<UpstreamName, RetryBudget>();
  private readonly fallbackCap: FallbackCap;

  constructor(private readonly options: GuardsOptions) {
    this.fallbackCap = new FallbackCap(options.fallback, options.monotonicNow);
  }

  /** The guard of a source, the same one each time. */
  of({ id, upstream, inFlight }: GuardedSource): GuardedCall {
    let call = this.calls.get(id);
    if (!call) {
      const shared = { retries: this.retriesOf(upstream), fallbackCap: this.fallbackCap };
      call = new GuardedCall(id, inFlight, shared, this.options);
      this.calls.set(id, call);
    }
    return call;
  }

  /** What stands at this moment. */
  state(): GuardsState {
    return {
      sources: [...this.calls.values()].map((call) => call.state()),
      upstreams: [...this.retries].map(([upstream, { tokens }]) => ({ upstream, retryTokens: tokens })),
      fallbackInFlight: this.fallbackCap.inFlight,
      sinceFallbackMs: this.fallbackCap.sinceSuccessMs,
    };
  }

  private retriesOf(upstream: UpstreamName): RetryBudget {
    let budget = this.retries.get(upstream);
    if (!budget) {
      budget = new RetryBudget(this.options);
      this.retries.set(upstream, budget);
    }
    return budget;
  }
}
