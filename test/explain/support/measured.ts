import assert from 'node:assert/strict';
import type { Endpoint } from '../../../datasources/http/endpoint.js';
import type { ExplainedCalls } from '../../../src/explain/explanation.types.js';
import { hopsOf, isAwaited, type TracedRequest } from '../../calls/support/calls-of-request.js';
import type { FakeCall } from '../../support/fake-upstreams.js';
import type { PredictedHop } from './explainer.js';

/** Calls of one request by hop and id of the endpoint. */
export type MeasuredHops = readonly ReadonlyMap<string, readonly FakeCall[]>[];

/** The id of the endpoint that a call was made to. */
export const endpointOf = (
  { upstream, method, path }: FakeCall,
  endpoints: ReadonlyMap<string, Endpoint>,
): string => {
  const endpoint = [...endpoints.values()].find(
    (each) => each.upstream === upstream && each.method === method && path.startsWith(each.path),
  );
  assert.ok(endpoint, `${upstream} ${method} ${path} is no endpoint`);
  return endpoint.id;
};

/** What a request asked, hop by hop, before it was answered. */
export const measuredHops = (
  request: Pick<TracedRequest, 'calls'>,
  endpoints: ReadonlyMap<string, Endpoint>,
): MeasuredHops =>
  hopsOf(request.calls().filter(isAwaited)).map((calls) =>
    Map.groupBy(calls, (call) => endpointOf(call, endpoints)),
  );

/**
 * Holds what was measured against what was predicted: nothing that was not, and everything that was unless it depends on data.
 * With `reachesBounds`, every bound is reached.
 */
export function assertPredicted(
  measured: MeasuredHops,
  predicted: readonly PredictedHop[],
  reachesBounds: boolean,
): void {
  const left = [...measured];
  for (const [index, hop] of predicted.entries()) {
    const waves = Math.max(...hop.calls.map((calls) => calls.waves));
    const made = together(left.splice(0, waves));
    const known = new Set(hop.calls.map(({ endpoint }) => endpoint));
    for (const endpoint of made.keys()) assert.ok(known.has(endpoint), `hop ${index + 1}: ${endpoint}`);
    for (const calls of hop.calls)
      assertCalls(
        made.get(calls.endpoint) ?? [],
        calls,
        `hop ${index + 1}: ${calls.endpoint}`,
        reachesBounds,
      );
  }
  assert.deepEqual(left, [], 'hops that nobody predicted');
}

/** Calls of one endpoint that wait for each other are one row. */
const together = (waves: MeasuredHops): ReadonlyMap<string, readonly FakeCall[]> =>
  new Map(
    [
      ...Map.groupBy(
        waves.flatMap((wave) => [...wave]),
        ([endpoint]) => endpoint,
      ),
    ].map(([endpoint, parts]) => [endpoint, parts.flatMap(([, calls]) => calls)]),
  );

function assertCalls(
  made: readonly FakeCall[],
  { calls, ids, largestBatch, onlyIf, isExact }: ExplainedCalls,
  where: string,
  reachesBounds: boolean,
): void {
  if (made.length === 0 && onlyIf !== null) return;
  const sizes = made.map((call) => call.ids.length);
  const asked = sizes.reduce((sum, size) => sum + size, 0);
  if (onlyIf === null && (isExact || reachesBounds || ids === null))
    assert.deepEqual([made.length, asked], [calls, ids ?? 0], where);
  assert.ok(made.length > 0 && made.length <= calls, `${where}: ${made.length} calls of ${calls}`);
  assert.ok(asked <= (ids ?? 0), `${where}: ${asked} ids of ${ids ?? 0}`);
  assert.ok(Math.max(...sizes) <= (largestBatch ?? 0), `${where}: largest ${Math.max(...sizes)}`);
}
