import type { Endpoint, Scope } from '../../../datasources/http/endpoint.js';
import { UpstreamError } from '../../../datasources/http/upstream-error.js';
import type { UpstreamRequest } from '../../support/upstream-request.js';

/** An endpoint of CATALOG with the scope and time limit that a test needs. */
export const endpoint = <S extends Scope>(scope: S, timeoutMs = 1_000): Endpoint<S> => ({
  upstream: 'CATALOG',
  id: 'CATALOG.probe',
  method: 'POST',
  path: '/probe',
  scope,
  timeoutMs,
});

/** How one call ended. */
export interface Ending {
  /** `ok` or the failure class. */
  readonly outcome: string;
  readonly retryAfterMs: number | null;
  readonly ms: number;
  readonly answer: unknown;
}

/** Makes one call and tells how it ended; what is no UpstreamError is thrown on. */
export async function probe(request: UpstreamRequest, to: Endpoint = endpoint('PUBLIC')): Promise<Ending> {
  const startedAt = performance.now();
  const done = (outcome: string, retryAfterMs: number | null, answer: unknown): Ending => ({
    outcome,
    retryAfterMs,
    answer,
    ms: performance.now() - startedAt,
  });
  try {
    return done('ok', null, await request.contextOf(to.scope).call(to, { body: {} }));
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return done(error.cls, error.retryAfterMs, undefined);
  }
}
