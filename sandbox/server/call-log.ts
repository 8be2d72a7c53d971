import type { IncomingHttpHeaders } from 'node:http';
import type { UpstreamName } from '../upstream-names.js';
import type { Ms } from '../data/ids.js';

/** One call, as the service saw it. */
export interface CallRecord {
  /** Wall clock at arrival. */
  readonly at: Ms;
  readonly ids: readonly string[];
  /** Value of `x-deadline-ms`; null when absent. */
  readonly deadlineMs: number | null;
  /** Milliseconds from arrival until the answer was out or the socket closed; null while open. */
  tookMs: number | null;
  /** Status sent; null while open or when no complete answer went out. */
  status: number | null;
}

/** What one endpoint has seen since the last reset. */
export interface PathCalls {
  calls: number;
  ids: number;
  peakConcurrency: number;
  /** Calls whose socket closed before the answer was out. */
  aborted: number;
  /** `x-deadline-ms` of the last call; null when it had none. */
  lastDeadlineMs: number | null;
  /** Last value of every request header seen, by lower-case name. */
  readonly headers: Record<string, string>;
  /** The last calls, oldest first, at most 50. */
  readonly recent: CallRecord[];
}

/** Calls by service and endpoint; an endpoint is `METHOD path-template`, for example `POST /videos:batchGet`. */
export type CallLog = Record<UpstreamName, Record<string, PathCalls>>;

/** A call in progress. */
export interface OpenCall {
  /** Notes the ids asked for. */
  asked: (ids: readonly string[]) => void;
  /** Ends the call with the status sent; null when it was cut off. */
  end: (status: number | null) => void;
}

const RECENT = 50;

interface Endpoint {
  readonly seen: PathCalls;
  open: number;
}

/** Counts the calls of one service. */
export class CallCounter {
  private readonly endpoints = new Map<string, Endpoint>();

  constructor(private readonly now: () => Ms) {}

  /** Notes the start of a call. */
  begin(label: string, headers: IncomingHttpHeaders): OpenCall {
    const endpoint = this.endpoint(label);
    const { seen } = endpoint;
    const started = performance.now();
    const deadline = Number(headers['x-deadline-ms']);
    const record: { -readonly [K in keyof CallRecord]: CallRecord[K] } = {
      at: this.now(),
      ids: [],
      deadlineMs: Number.isFinite(deadline) ? deadline : null,
      tookMs: null,
      status: null,
    };
    endpoint.open += 1;
    seen.calls += 1;
    seen.peakConcurrency = Math.max(seen.peakConcurrency, endpoint.open);
    seen.lastDeadlineMs = record.deadlineMs;
    for (const [name, value] of Object.entries(headers)) seen.headers[name] = String(value);
    seen.recent.push(record);
    if (seen.recent.length > RECENT) seen.recent.shift();
    return {
      asked: (ids) => {
        record.ids = ids;
        seen.ids += ids.length;
      },
      end: (status) => {
        endpoint.open -= 1;
        record.status = status;
        record.tookMs = performance.now() - started;
        if (status === null) seen.aborted += 1;
      },
    };
  }

  /** A copy of everything seen. */
  snapshot(): Record<string, PathCalls> {
    return structuredClone(Object.fromEntries([...this.endpoints].map(([label, { seen }]) => [label, seen])));
  }

  /** Starts counting anew; calls in progress are forgotten. */
  reset(): void {
    this.endpoints.clear();
  }

  private endpoint(label: string): Endpoint {
    const known = this.endpoints.get(label);
    if (known) return known;
    const seen: PathCalls = {
      calls: 0,
      ids: 0,
      peakConcurrency: 0,
      aborted: 0,
      lastDeadlineMs: null,
      headers: {},
      recent: [],
    };
    const endpoint = { seen, open: 0 };
    this.endpoints.set(label, endpoint);
    return endpoint;
  }
}
