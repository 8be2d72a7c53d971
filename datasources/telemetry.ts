import type { ReasonCode } from '../schema/reason-codes.js';

/** What data sources report about themselves. Implemented in src/observability/; every label comes from a closed list. */
export interface Telemetry {
  /** One attempt at an upstream ended. `outcome` is `ok` or a failure class; `ms` is wall time. */
  upstreamCall(call: { upstream: string; operation: string; outcome: string; ms: number }): void;
  /** A boundary check dropped or repaired something. */
  counted(code: ReasonCode, times?: number): void;
  /** A field of a view was settled by something else than a good first answer. */
  field(event: { coordinate: string; source: string; outcome: string; reason: string }): void;
}
