import { Dropped, fail, ok, type FailureClass, type Outcome } from '../chain/outcome.js';
import type { JsonRecord } from '../parsing/json.js';
import type { PublicContext } from '../chain/source.js';
import { QuirkReader } from './quirks.js';

/** A list of the Java service: which property of a row is its own id, and what a row becomes. Parsing never throws. */
export interface LegacyRows<V extends object> {
  readonly idField: string;
  readonly parse: (row: JsonRecord, id: string, context: PublicContext) => V | Dropped | FailureClass;
}

/** What a parser made of a record, as an outcome; why a record was dropped is counted. */
export function outcomeOf<V extends object>(
  value: V | Dropped | FailureClass,
  { report }: Pick<PublicContext, 'report'>,
): Outcome<V> {
  if (typeof value === 'string') return fail(value);
  if (!(value instanceof Dropped)) return ok(value);
  report(value.code);
  return value;
}

/**
 * Rows by their own id, in order; those that `isWanted` refuses are not looked at. Of equal ids the first valid one stays, the
 * others are counted (RS_LEGACY). A row whose id cannot be read belongs to nobody.
 */
export function rowsById<V extends object>(
  rows: readonly JsonRecord[],
  { idField, parse }: LegacyRows<V>,
  context: PublicContext,
  isWanted: (id: string) => boolean = () => true,
): ReadonlyMap<string, Outcome<V>> {
  const outcomes = new Map<string, Outcome<V>>();
  for (const row of rows) {
    const id = new QuirkReader(row, context.report).id(idField);
    if (id === null || !isWanted(id)) continue;
    const former = outcomes.get(id);
    if (former) context.report('RS_LEGACY');
    if (!former || former.kind === 'fail') outcomes.set(id, outcomeOf(parse(row, id, context), context));
  }
  return outcomes;
}

/**
 * Aligns the rows of a batch answer with the ids asked for. The Java service leaves out what it could not read as well as what
 * does not exist, so an absent id has failed (MISSING); each is counted.
 */
export function alignRows<V extends object>(
  ids: readonly string[],
  rows: readonly JsonRecord[],
  how: LegacyRows<V>,
  context: PublicContext,
): ReadonlyMap<string, Outcome<V>> {
  const asked = new Set(ids);
  const outcomes = new Map(rowsById(rows, how, context, (id) => asked.has(id)));
  for (const id of ids) {
    if (outcomes.has(id)) continue;
    context.report('RS_LEGACY');
    outcomes.set(id, fail('MISSING'));
  }
  return outcomes;
}
