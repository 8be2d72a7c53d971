import { Dropped, type FailureClass } from '../chain/outcome.js';
import type { ContextOf, Source } from '../chain/source.js';
import { source } from '../chain/source.js';
import type { Endpoint, Scope } from '../http/endpoint.js';
import type { JsonRecord } from '../parsing/json.js';
import { assertOwner } from '../parsing/subject.js';
import { alignBatch } from './align.js';

/** Turns one wire record into a value, or says why it cannot be used. Never throws on any input. */
export type Parse<V extends object, C> = (
  record: JsonRecord,
  id: string,
  context: C,
) => V | Dropped | FailureClass;

/** A source over an endpoint that answers `Batch<T>`: what differs between the services, and nothing else. */
export interface BatchGet<V extends object, S extends Scope> {
  readonly endpoint: Endpoint<S>;
  readonly maxBatch: number;
  /** Property of a record that repeats the id it was asked by; null when it is keyed by another id. */
  readonly idField: string | null;
  readonly parse: Parse<V, ContextOf[S]>;
  /** What the endpoint asks for beside the ids. */
  readonly body?: (context: ContextOf[S]) => object;
}

/** Declares the source of a `:batchGet` endpoint. */
export function batchGet<V extends object, S extends Scope>(declaration: BatchGet<V, S>): Source<V, S> {
  const { endpoint, maxBatch, idField, parse, body } = declaration;
  return source({
    id: endpoint.id,
    upstream: endpoint.upstream,
    scope: endpoint.scope,
    maxBatch,
    timeoutMs: endpoint.timeoutMs,
    async load(ids, context) {
      const answer = await context.call(endpoint, { body: { ids, ...body?.(context) } });
      assertOwner(endpoint.id, answer, context);
      return alignBatch(endpoint.id, ids, answer, idField, (record, id) => {
        const value = parse(record, id, context);
        if (value instanceof Dropped) context.report(value.code);
        return value;
      });
    },
  });
}
