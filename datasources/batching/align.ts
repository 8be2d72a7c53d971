import { Dropped, fail, MISS, ok, type FailureClass, type Outcome } from '../chain/outcome.js';
import { isRecord, type JsonRecord } from '../parsing/json.js';
import { UpstreamError } from '../http/upstream-error.js';

/** Turns one wire record into a value, or says why it cannot be used. Never throws. */
export type RecordParser<V extends object> = (record: JsonRecord, id: string) => V | Dropped | FailureClass;

/**
 * Aligns a batch answer with the ids asked for, by id and never by position. An id in several parts: results, then errors,
 * then missing. In none: MISSING. What was not asked for is not looked at.
 * @throws UpstreamError SCHEMA when the answer is no batch answer at all
 */
export function alignBatch<V extends object>(
  operation: string,
  ids: readonly string[],
  answer: unknown,
  /** Property of a record that repeats its id; null when records carry none of their own. */
  idField: string | null,
  parse: RecordParser<V>,
): ReadonlyMap<string, Outcome<V>> {
  if (!isRecord(answer) || !isRecord(answer['results'])) throw new UpstreamError(operation, 'SCHEMA');
  const results = answer['results'];
  const errors = isRecord(answer['errors']) ? answer['errors'] : {};
  const missing = new Set(Array.isArray(answer['missing']) ? answer['missing'] : []);
  const outcomes = new Map<string, Outcome<V>>();
  for (const id of ids) {
    if (Object.hasOwn(results, id)) outcomes.set(id, ofResult(results[id], id, idField, parse));
    else if (Object.hasOwn(errors, id)) outcomes.set(id, fail('ITEM_ERROR'));
    else outcomes.set(id, missing.has(id) ? MISS : fail('MISSING'));
  }
  return outcomes;
}

function ofResult<V extends object>(
  result: unknown,
  id: string,
  idField: string | null,
  parse: RecordParser<V>,
): Outcome<V> {
  if (result === null) return MISS;
  if (!isRecord(result) || (idField !== null && result[idField] !== id)) return fail('SCHEMA');
  const value = parse(result, id);
  if (typeof value === 'string') return fail(value);
  return value instanceof Dropped ? value : ok(value);
}
