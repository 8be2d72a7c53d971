import type { CoordinateReport, RuleReport } from '../../../rollout/parity/parity-report.types.js';
import { times } from '../../../rollout/parity/words.js';
import { unknownToLegacy } from '../declared-arms.js';

/** Where the reasons are explained. */
const OUTSIDE = 'docs/parity.md#outside';

const REMEDIES: Readonly<Record<string, string>> = {
  busy: 'Give the machine more room, or compare for longer',
  rate: 'Raise shadow.maxRps of the rule, or compare for longer',
  full: 'Raise shadow.maxConcurrent of the rule, or compare for longer',
  'not-comparable': 'Compare while caches are cold, and all services well',
  'unrecorded-call': 'Replay cases that a server has compared',
};

/** Coordinates that only one of the two paths knows, as far as nothing was compared there. */
export function lackingOnes({ coordinates }: RuleReport): readonly string[] {
  const asked = new Set(coordinates.filter(isAsked).map(({ coordinate }) => coordinate));
  return unknownToLegacy(coordinates.map(({ coordinate }) => coordinate)).filter((one) => !asked.has(one));
}

/** Those of which something was asked, or should have been. */
export function sharedOnes(rule: RuleReport): readonly CoordinateReport[] {
  const lacking = lackingOnes(rule);
  return rule.coordinates.filter(({ coordinate }) => !lacking.includes(coordinate));
}

const isAsked = ({ candidateFailed }: CoordinateReport): boolean => candidateFailed.total > 0;

/** What to do where most cases were not compared; null: most were. Answers are looked at apart. */
export function describeDropped({ dropped, operations }: RuleReport): string | null {
  const cases = Object.entries(dropped)
    .filter(([reason]) => !reason.startsWith('answer '))
    .toSorted(([, a], [, b]) => b - a);
  const [main] = cases;
  const left = cases.reduce((sum, [, count]) => sum + count, 0);
  const compared = operations.reduce((sum, { candidateFailed }) => sum + candidateFailed.total, 0);
  if (!main || left <= compared) return null;
  const [reason] = main;
  const remedy = REMEDIES[reason] ?? 'Look up the reason';
  return `${times(left)} cases were not compared, most of them ${reason}; ${times(compared)} comparisons were made. Remedy: ${remedy}; ${OUTSIDE}`;
}

/** Whether the other path was too slow for the gate: time limits are short, and a busy machine is slow. */
export function timedOut({ coordinates, gate }: RuleReport): boolean {
  if (gate.conditions.every(({ name, met }) => met || !name.startsWith('failures '))) return false;
  const failures = coordinates
    .flatMap(({ classes }) => classes)
    .filter((one) => one.class === 'candidate-failed');
  return failures.some(({ exemplars }) => exemplars.some(({ candidate }) => candidate === 'TIMEOUT'));
}

/** Says so. */
export const TIMED_OUT =
  'TIMEOUT: limits are those of production, 60 ms for a product. A busy machine exceeds them without fault: compare again when it is idle';
