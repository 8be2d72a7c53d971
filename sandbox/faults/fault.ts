/** Every kind of fault, by group of the contract page. */
export const FAULT_KINDS = [
  // connection
  'REFUSE', 'CONNECT_HANG', 'RESET', 'RESET_MID_BODY', 'TRUNCATE', 'CLOSE_IDLE', 'HANG', 'FREEZE',
  // time
  'DELAY', 'SLOW_HEADERS', 'DRIP', 'RAMP', 'FLAP', 'OVERLOAD',
  // status and body
  'STATUS', 'REDIRECT', 'HTML', 'EMPTY_BODY', 'BAD_JSON', 'HUGE', 'BAD_GZIP', 'EMPTY_SUCCESS',
  // data
  'PARTIAL', 'ITEM_ERRORS', 'SILENT_MISS', 'EXTRA_IDS', 'NULL_FIELD', 'WRONG_TYPE', 'UNKNOWN_ENUM', 'NUMBER_AS_STRING',
  'NEGATIVE', 'HUGE_TEXT', 'WRONG_SUBJECT', 'STALE', 'REPEAT_PAGE', 'SHUFFLE', 'DUPLICATES',
  // LEGACY, SLOTS, SNAPSHOT
  'RET', 'QUIRKS', 'BAD_DIGEST', 'OLD_VERSION', 'BAD_HASH', 'FUTURE_DATE', 'OLD_SNAPSHOT',
] as const; // prettier-ignore

/** Kind of a fault. */
export type FaultKind = (typeof FAULT_KINDS)[number];

/** Arguments of a fault, by the names of the contract page. */
export type FaultArgs = Readonly<Record<string, string | number>>;

/** A fault as the administration takes it. */
export interface Fault {
  readonly kind: FaultKind;
  /** Share of the matching calls that are hit, 0..1, default 1. Counted, not drawn: 0.01 is every hundredth call. */
  readonly rate?: number;
  /** Only calls whose path starts so. */
  readonly path?: string;
  /** Only calls that ask for one of these ids; faults of records then change these alone. */
  readonly ids?: readonly string[];
  /** Matching calls to let pass first. */
  readonly afterCalls?: number;
  /** Milliseconds after which the fault ends by itself. */
  readonly forMs?: number;
  readonly args?: FaultArgs;
}

/** States of a whole listener. */
export type ListenerMode = 'open' | 'refused' | 'hanging' | 'frozen';

const WHOLE_SERVICE = new Map<FaultKind, ListenerMode>([
  ['REFUSE', 'refused'],
  ['CONNECT_HANG', 'hanging'],
  ['FREEZE', 'frozen'],
]);

/** Listener state a kind stands for; null for a kind that hits single calls. */
export function wholeServiceMode(kind: FaultKind): ListenerMode | null {
  return WHOLE_SERVICE.get(kind) ?? null;
}
