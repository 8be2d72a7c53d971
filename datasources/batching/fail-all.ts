import { fail, type Outcome } from '../chain/outcome.js';
import { UpstreamError } from '../http/upstream-error.js';

/** A call that brought no answer, as the outcome of each id it was for. @throws what is no UpstreamError: a fault of our own */
export function failAll<V>(ids: readonly string[], error: unknown): ReadonlyMap<string, Outcome<V>> {
  if (!(error instanceof UpstreamError)) throw error;
  const failure = fail(error.cls);
  return new Map(ids.map((id) => [id, failure]));
}
