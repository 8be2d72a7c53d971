import type { FailureClass } from '../../../datasources/chain/outcome.js';
import type { Trouble } from './fault-server.js';
import type { NameService } from './unresolved.js';

/** What a fault hits: whole calls, single keys of an answer, some calls only, or nothing that a client could see. */
export type Reach = 'calls' | 'keys' | 'some calls' | 'nothing';

/** What it does to the breaker: `held` and `throttled` for as long as the upstream asked. */
export type BreakerEnd = 'open' | 'closed' | 'held' | 'throttled';

/** Fields of an upstream's records that faults of fields aim at. Null: it has none of the kind. */
export interface SpoiledFields {
  /** One that a record cannot do without. */
  readonly required: string;
  /** A number whose wrong value fails the record; in dots when nested. */
  readonly number: string | null;
  /** A word of a closed list. */
  readonly word: string | null;
  /** Text for people. */
  readonly text: string | null;
}

/** One form of a fault. */
export interface FaultVariant {
  readonly name: string;
  readonly trouble: (fields: SpoiledFields) => Trouble;
  /** What becomes of the upstream's name; default: it is found. */
  readonly names?: NameService;
  /** How a call, or a hit key, ends. `miss`: the owner says that there is no such thing. */
  readonly ends: FailureClass | 'ok' | 'miss';
  /** Where a form differs from its row: whether it is asked for once more. */
  readonly retried?: boolean;
}

/** A row of the design's table of faults. */
export interface FaultRow {
  /** `F1` to `F42`. */
  readonly id: string;
  readonly name: string;
  readonly reach: Reach;
  /** Whether a call that failed so is made once more. */
  readonly retried: boolean;
  readonly breaker: BreakerEnd;
  readonly variants: readonly [FaultVariant, ...FaultVariant[]];
}
