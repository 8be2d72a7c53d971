import type { Blank } from './comparing-rules.js';
import { Findings, type Difference } from './difference.js';
import { UNREADABLE } from './failure-classes.js';
import type { FieldGuide, FieldNode } from './field-guide.js';
import { diffLists } from './list-diff.js';
import type { Observed, Plain } from './observation.js';
import type { Redactor } from './redact.js';
import { isWithin } from './tolerance.js';
import { allAtOnce, Worklist, type Steps } from './worklist.js';

/** What comparing two answers needs. */
export interface DiffSettings {
  readonly guide: FieldGuide;
  readonly redactor: Redactor;
}

/**
 * All that two answers at one coordinate do not agree on, at most MOST_DIFFERENCES; none when they do, or when both failed. Values
 * have to be comparable: see bounds.ts.
 */
export const diff = (
  coordinate: string,
  served: Observed,
  candidate: Observed,
  settings: DiffSettings,
): readonly Difference[] => allAtOnce(diffSteps(coordinate, served, candidate, settings));

/** The same in steps: a member of a list at each. */
export function* diffSteps(
  coordinate: string,
  served: Observed,
  candidate: Observed,
  { guide, redactor }: DiffSettings,
): Steps<readonly Difference[]> {
  const work = new Worklist();
  const found = new Findings(redactor);
  const root = guide.root(coordinate);
  if (served.kind === 'value' && candidate.kind === 'value') diffValue(root, served.value, candidate.value);
  else if (served.kind !== candidate.kind) {
    const isUnreadable = candidate.kind === 'failed' && UNREADABLE.has(candidate.cls);
    const cls = isUnreadable ? 'candidate-failed' : 'error-vs-data';
    found.addShown(cls, coordinate, shown(served), shown(candidate));
  }
  yield* work.steps();
  return found.all;

  function shown(side: Observed): string {
    return side.kind === 'failed' ? side.cls : redactor.show(side.value, root);
  }

  function diffValue(node: FieldNode, a: Plain | undefined, b: Plain | undefined): void {
    if (a === b || node.rule.leaveOut !== undefined || isLacking(node, a, b) || areEquivalent(node, a, b))
      return;
    const [kind, other] = [kindOf(a), kindOf(b)];
    if (b === undefined) found.add('missing', node, a, b);
    else if (a === undefined) found.add('extra', node, a, b);
    else if (a === null || b === null) found.add('nullness', node, a, b);
    else if (kind !== other) found.add('type', node, a, b);
    else if (isList(a) && isList(b)) diffLists(node, a, b, found, diffLater);
    else if (isRecord(a) && isRecord(b)) diffRecords(node, a, b);
    else if (!isTolerated(node, a, b)) found.add('value', node, a, b);
  }

  function diffLater(node: FieldNode, a: Plain | undefined, b: Plain | undefined): void {
    work.add(() => diffValue(node, a, b));
  }

  function diffRecords(node: FieldNode, a: PlainRecord, b: PlainRecord): void {
    const typeName = typeof a['__typename'] === 'string' ? a['__typename'] : undefined;
    for (const name of new Set([...Object.keys(a), ...Object.keys(b)]))
      diffValue(node.child(name, typeName), own(a, name), own(b, name));
  }
}

type PlainRecord = Readonly<Record<string, Plain | undefined>>;

/** Not what every object has: data may name a property `constructor`. */
const own = (record: PlainRecord, name: string): Plain | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

const isList = (value: Plain | undefined): value is readonly Plain[] => Array.isArray(value);

const isRecord = (value: Plain | undefined): value is PlainRecord =>
  typeof value === 'object' && value !== null && !isList(value);

const kindOf = (value: Plain | undefined): string => (isList(value) ? 'list' : typeof value);

/** One side does not know what it may lack. */
const isLacking = ({ rule }: FieldNode, a: Plain | undefined, b: Plain | undefined): boolean =>
  rule.mayLack !== undefined && (a === null || b === null);

function areEquivalent({ rule }: FieldNode, a: Plain | undefined, b: Plain | undefined): boolean {
  if (!rule.equivalent) return false;
  const [x, y] = [blankOf(a), blankOf(b)];
  return x !== null && y !== null && rule.equivalent.includes(x) && rule.equivalent.includes(y);
}

function blankOf(value: Plain | undefined): Blank | null {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (value === '') return 'empty-text';
  return isList(value) && value.length === 0 ? 'empty-list' : null;
}

function isTolerated({ rule, kind }: FieldNode, a: Plain, b: Plain): boolean {
  if (rule.tolerance === undefined) return false;
  if (typeof a === 'number' && typeof b === 'number') return isWithin(a, b, rule.tolerance);
  return (
    kind === 'decimal' && typeof a === 'string' && typeof b === 'string' && isWithin(a, b, rule.tolerance)
  );
}
