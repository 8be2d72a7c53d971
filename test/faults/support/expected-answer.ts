import type { FailureClass } from '../../../datasources/chain/outcome.js';
import { reasonOf, type DegradedReason } from '../../../datasources/chain/reason.js';
import type { FaultRow, FaultVariant, Reach } from './faults.types.js';
import type { Difference, Left, MatrixRow } from './matrix.types.js';
import { SPOILED_FIELDS } from './spoiled-fields.js';

/** What a cell's answers must be. */
export interface ExpectedAnswer {
  /** An answer is right when it differs from the healthy one in one of these ways. */
  readonly ways: readonly Difference[];
  /** `all`: every row must be there. `some`: at least one. `any`: those that are there must be among them. */
  readonly told: 'all' | 'some' | 'any';
  /** What rows may give as their reason. */
  readonly reasons: ReadonlySet<DegradedReason>;
}

const NOTHING: Difference = { rows: {}, others: [], list: false };

/** Whose answers say which viewer they are about. */
const ABOUT_VIEWERS: ReadonlySet<string> = new Set(['ALGORITHM', 'EXPOSURE', 'ENGAGEMENT']);
/** Read into memory from time to time, or with answers that are no batch of records: parts of them go missing in their own ways. */
const IN_THEIR_WAY: ReadonlySet<string> = new Set(['SLOTS', 'SNAPSHOT', 'LEGACY', 'EXPOSURE', 'ENGAGEMENT']);

const TOLD: Readonly<Record<Reach, ExpectedAnswer['told']>> = {
  calls: 'all',
  keys: 'some',
  'some calls': 'any',
  nothing: 'any',
};

/** What a fault of an upstream may do to a page, by what is left beside it. */
export function expectedAnswer(
  row: MatrixRow,
  fault: FaultRow,
  variant: FaultVariant,
  left: Left,
): ExpectedAnswer {
  const reach = reachOf(row, fault, variant);
  const reasons = reasonsOf(variant.ends);
  const outage = row.outage[left];
  if (row.upstream === 'SLOTS' || (IN_THEIR_WAY.has(row.upstream) && !isOfCalls(reach)))
    return {
      ways: [outage],
      told: 'any',
      reasons: new Set([...reasons, 'UPSTREAM_ERROR', 'INVALID_DATA', 'STALE_DATA']),
    };
  return { ways: waysOf(row, fault, reach, left), told: TOLD[reach], reasons };
}

const isOfCalls = (reach: Reach): boolean => reach === 'calls' || reach === 'some calls';

/** What a fault reaches at this upstream: not all have such fields, and not all answers are about somebody. */
function reachOf({ upstream }: MatrixRow, { id, reach }: FaultRow, { trouble }: FaultVariant): Reach {
  if (id === 'F38' && !ABOUT_VIEWERS.has(upstream)) return 'nothing';
  if (reach === 'keys' && upstream === 'ALGORITHM') return 'nothing'; // an item of a list is dropped
  return Object.keys(trouble(SPOILED_FIELDS[upstream])).length > 0 ? reach : 'nothing';
}

function waysOf(row: MatrixRow, { id }: FaultRow, reach: Reach, left: Left): readonly Difference[] {
  const { upstream, outage, silent } = row;
  if (upstream === 'ALGORITHM') {
    if (reach === 'nothing') return [{ ...NOTHING, list: true }];
    // The feed of a viewer whom it refuses is nobody's: never one that LEGACY makes for that viewer.
    if (id === 'F19' && left === 'legacy') return [outage.cold];
  }
  // Order, repeated and unasked ids say nothing in a batch.
  if (reach === 'nothing') return [{ ...NOTHING, ...(id === 'F18' || id === 'F30' ? silent : {}) }];
  // A card whose record alone is lost leaves its place to the next one.
  if (reach === 'keys' && upstream === 'CONTENT' && left === 'bare')
    return [{ rows: { 'VideoCard.video': null }, others: [], list: true }];
  // Rooms are old in seconds: a busy machine takes as long.
  if (upstream === 'LIVE' && left === 'warm') return [outage.warm, outage.cold, someTooOld(row)];
  // LEGACY is spared what an overloaded service asked not to get.
  return id === 'F16' && left === 'legacy' ? [outage.legacy, outage.cold] : [outage[left]];
}

/** The card's room is kept, the authors' rooms are gone. */
const someTooOld = ({ outage: { warm, cold } }: MatrixRow): Difference => ({
  ...cold,
  rows: { ...warm.rows, 'Author.live': null },
});

/** What a connection that hangs is told by is whichever time limit is the shorter one. */
const OR_LATE: ReadonlySet<string> = new Set<FailureClass>(['CONNECT_TIMEOUT']);

function reasonsOf(ends: FaultVariant['ends']): ReadonlySet<DegradedReason> {
  if (ends === 'ok' || ends === 'miss') return new Set();
  const classes: FailureClass[] = [ends, 'BREAKER_OPEN', 'BULKHEAD'];
  if (OR_LATE.has(ends)) classes.push('TIMEOUT');
  // A list with nothing in it is of the right shape.
  return new Set([...classes.map(reasonOf), ...(ends === 'SCHEMA' ? (['TOO_FEW'] as const) : [])]);
}
