import type { ReasonCode } from '../schema/reason-codes.js';

/** One finished call to an upstream, retries counted one by one. */
export interface UpstreamCall {
  /** Name of the upstream as in its variable, for example `PRICING`. */
  readonly upstream: string;
  /** Id of the endpoint, for example `PRICING.prices`; never a URL with values in it. */
  readonly operation: string;
  /** `ok`, or the failure class. */
  readonly outcome: string;
  /** From sending to the settled result, in milliseconds of the monotonic clock. */
  readonly ms: number;
}

/** How one field, or one batch of equal fields, was resolved by its chain. */
export interface FieldResolution {
  /** Schema coordinate, for example `Product.pricing`. */
  readonly coordinate: string;
  /** Hop that gave the value: `primary`, `legacy`, `lkg`, `snapshot`, `static` or `none`. */
  readonly source: string;
  /** What the client got, for example `ok`, `degraded` or `exhausted`. */
  readonly outcome: string;
  /** Why an earlier hop was left, or `none`. */
  readonly reason: string;
  /** Path that a rollout chose, or `none`. */
  readonly arm: string;
  /** How old the value is, in ms, where that is known. */
  readonly ageMs?: number | undefined;
}

/** What data sources and resolvers report while they work. Every label is a word of a closed list, never a value of a client or an upstream. */
export interface Telemetry {
  /** Counts and times one upstream call. */
  upstreamCall(call: UpstreamCall): void;
  /** Counts a boundary check that acted, `times` at once (1 by default). */
  counted(code: ReasonCode, times?: number): void;
  /** Counts what mixing did: notes for operators, not failures. */
  mixed(note: string, times: number): void;
  /** Counts a call that was not made, by source and the class of the refusal. */
  refused(source: string, cls: string): void;
  /** Counts values that a chain resolved, `times` at once (1 by default). */
  field(event: FieldResolution, times?: number): void;
}
