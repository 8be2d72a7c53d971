import type { Scope } from '../../datasources/http/endpoint.js';
import type { UpstreamName } from '../../datasources/upstreams.js';

/** Who a call is made for: those whose viewer or device id is KNOWN, those with a VIEWER id, or all. */
export type ForWhom = 'EVERYBODY' | 'KNOWN' | 'VIEWER';

/** The calls to one endpoint in one hop. All numbers are the most that there can be; see `isExact`. */
export interface ExplainedCalls {
  /** `CONTENT.videos` */
  readonly endpoint: string;
  readonly scope: Scope;
  readonly forWhom: ForWhom;
  /** What decides whether they are made at all; null: they are. */
  readonly onlyIf: string | null;
  readonly calls: number;
  /** How often calls wait for others of this endpoint in the hop, the first time included: few are made at a time. */
  readonly waves: number;
  /** Ids of all calls together; null: the call has none. */
  readonly ids: number | null;
  /** Whether there are exactly so many ids, as the arguments say so; else data decide. */
  readonly isExact: boolean;
  /** Ids of the largest call. */
  readonly largestBatch: number | null;
  /** The endpoint's own limit. */
  readonly timeoutMs: number;
  /** What of it the deadline leaves, in ms. */
  readonly budgetMs: number;
  /** Who is asked for the ids that failed; null: nobody. */
  readonly fallback: ExplainedFallback | null;
  /** Coordinates of the fields that need them. */
  readonly fields: readonly string[];
}

/** The calls to LEGACY when the owner is dead. */
export interface ExplainedFallback {
  readonly endpoint: string;
  readonly calls: number;
  readonly budgetMs: number;
}

/** Calls that are made at the same time, once those of the hop before have answered. */
export interface ExplainedHop {
  readonly hop: number;
  /** The longest that its calls may take, in ms, all waves of them. */
  readonly budgetMs: number;
  readonly calls: readonly ExplainedCalls[];
}

/** One number for those with a viewer id, and one for those without any id. */
export interface ByViewer<T> {
  readonly viewer: T;
  readonly anonymous: T;
}

/** The time an operation may take, in ms. */
export interface ExplainedBudget {
  readonly deadlineMs: number;
  /** Every hop takes all it may. */
  readonly sumMs: number;
  /** Every hop does, and LEGACY behind it too; at most until the answer is written. */
  readonly withFallbacksMs: number;
}

/** Something that makes more calls than a healthy answer needs. */
export interface ExplainedCause {
  readonly because: string;
  /** Calls beyond those of a healthy answer. */
  readonly calls: number;
}

/** The most calls that one request can come to. */
export interface ExplainedMost {
  readonly calls: number;
  /** Those calls by those of a healthy answer. */
  readonly amplification: number;
}

/** The same when one upstream is out. */
export interface ExplainedOutage extends ExplainedMost {
  readonly upstream: UpstreamName;
}

/** What an operation costs when things go wrong. */
export interface ExplainedWorstCase {
  /** By the one upstream that is out, those first whose failure costs most; others cost nothing. */
  readonly outages: readonly ExplainedOutage[];
  /** All causes together, for one request; over time second attempts are a tenth of all calls at most. */
  readonly everything: ExplainedMost;
  readonly causes: readonly ExplainedCause[];
}

/** What an operation asks of the upstreams, before it is sent. */
export interface Explanation {
  readonly v: 1;
  /** Name of the operation; null: it has none. */
  readonly operation: string | null;
  /** What had to be assumed, and what was found on the way. */
  readonly notes: readonly string[];
  /** Calls that a healthy answer waits for, at most. */
  readonly calls: ByViewer<number>;
  readonly sequentialHops: ByViewer<number>;
  readonly budget: ExplainedBudget;
  readonly hops: readonly ExplainedHop[];
  /** Endpoints that are told of the answer when it has been sent. */
  readonly afterAnswer: readonly string[];
  readonly worstCase: ExplainedWorstCase;
  /** `cache-control` of a healthy answer. */
  readonly cacheControl: ByViewer<string>;
  readonly privacy: ExplainedPrivacy;
}

/** Who may influence the answer. */
export interface ExplainedPrivacy {
  readonly scope: Scope;
  /** Coordinates of the fields that make it so. */
  readonly fields: readonly string[];
}
