import type { FailureClass } from '../../../datasources/chain/outcome.js';
import { reasonOf, type DegradedReason } from '../../../datasources/chain/reason.js';
import type { FaultRow, FaultVariant, Reach } from './faults.types.js';
import type { Difference, Left, MatrixRow } from './matrix.types.js';
import { SPOILED_FIELDS } from './spoiled-fields.js';

/** What a cell's answers must be. */
export interface ExpectedAnswer extends Difference {
  /** `all`: every row must be there. `some`: at least one. `any`: those that are there must be among them. */
  readonly told: 'all' | 'some' | 'any';
  /** What rows may give as their reason. */
  readonly reasons: ReadonlySet<DegradedReason>;
}

const NOTHING: Difference = { rows: {}, others: [], list: false };

/** Whose answers say which viewer they are about. */
const ABOUT_VIEWERS: ReadonlySet<string> = new Set(['ALGORITHM', 'EXPOSURE', 'ENGAGEMENT']);
/** Polled into memory: what a page is made of does not depend on single calls. */
const POLLED: ReadonlySet<string> = new Set(['SLOTS', 'SNAPSHOT']);

/** What a fault of an upstream may do to a page, by what is left beside it. */
export function expectedAnswer(
  row: MatrixRow,
  fault: FaultRow,
  variant: FaultVariant,
  left: Left,
): ExpectedAnswer {
  const reach = reachOf(row, fault, variant);
  const reasons = reasonsOf(variant.ends);
  const told = POLLED.has(row.upstream) ? 'any' : TOLD[reach];
  if (reach === 'nothing') return { ...NOTHING, ...silence(row, fault), told, reasons };
  if (reach === 'keys' && row.upstream === 'ALGORITHM')
    return { ...NOTHING, ...row.silent, told: 'any', reasons };
  const outage = deniedOf(row, fault, left) ?? row.outage[left];
  // A card whose record is lost alone leaves its place to the next one, however many are left.
  const alone = reach === 'keys' && row.upstream === 'CONTENT' && left === 'bare';
  if (alone) return { rows: { 'VideoCard.video': null }, others: [], list: true, told: 'any', reasons };
  return { ...outage, told, reasons };
}

const TOLD: Readonly<Record<Reach, ExpectedAnswer['told']>> = {
  calls: 'all',
  keys: 'some',
  'some calls': 'any',
  nothing: 'any',
};

/** What a fault reaches at this upstream: not all have such fields, and not all answers are about somebody. */
function reachOf({ upstream }: MatrixRow, { id, reach }: FaultRow, { trouble, names }: FaultVariant): Reach {
  if (id === 'F38' && !ABOUT_VIEWERS.has(upstream)) return 'nothing';
  const { faults, effect, process } = trouble(SPOILED_FIELDS[upstream]);
  return faults || effect || process || names ? reach : 'nothing';
}

/** Order, repeated and unasked ids say nothing in a batch; in a list they are the list. */
function silence({ upstream, silent }: MatrixRow, { id }: FaultRow): Partial<Difference> {
  if (upstream === 'ALGORITHM') return { list: true };
  return id === 'F18' || id === 'F30' ? silent : {};
}

/** The feed of a viewer whom the algorithm refuses is nobody's: never one that LEGACY makes for that viewer. */
const deniedOf = ({ upstream, outage }: MatrixRow, { id }: FaultRow, left: Left): Difference | undefined =>
  upstream === 'ALGORITHM' && id === 'F19' && left === 'legacy' ? outage.cold : undefined;

function reasonsOf(ends: FaultVariant['ends']): ReadonlySet<DegradedReason> {
  if (ends === 'ok' || ends === 'miss') return new Set();
  const classes: FailureClass[] = [ends, 'BREAKER_OPEN', 'BULKHEAD'];
  // A list with nothing in it is of the right shape.
  return new Set([...classes.map(reasonOf), ...(ends === 'SCHEMA' ? (['TOO_FEW'] as const) : [])]);
}
