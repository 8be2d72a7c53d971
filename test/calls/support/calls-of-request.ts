import { randomBytes } from 'node:crypto';
import type { FakeCall } from '../../support/fake-upstreams.js';
import { operationText, type Answer, type TestGateway } from '../../support/gateway.js';

/** The calls of one request, as the rows of the budget table are written: `CATALOG items 23+22`. */
export interface RequestCalls {
  /** One list per sequential hop, each sorted. */
  readonly hops: readonly (readonly string[])[];
  /** What was sent after the response. */
  readonly after: readonly string[];
}

/** A request whose calls can be told from those of all others by their trace. */
export interface TracedRequest {
  readonly answer: Answer;
  /** Its calls so far, in order of arrival. */
  calls(): readonly FakeCall[];
  /** When the answer was complete, on the monotonic clock. */
  readonly answeredAt: number;
}

/** Sends a document and remembers which calls were made for it. */
export async function askTraced(
  gateway: TestGateway,
  query: string,
  variables: object,
  headers: Record<string, string>,
): Promise<TracedRequest> {
  const traceId = randomBytes(16).toString('hex');
  const traceparent = `00-${traceId}-${randomBytes(8).toString('hex')}-01`;
  const answer = await gateway.ask(query, variables, { ...headers, traceparent });
  return {
    answer,
    answeredAt: performance.now(),
    calls: () =>
      gateway.upstreams.calls.filter((call) => String(call.headers['traceparent']).includes(traceId)),
  };
}

/** Sends a committed operation and remembers which calls were made for it. */
export const runTraced = (
  gateway: TestGateway,
  operation: string,
  variables: object,
  headers: Record<string, string>,
): Promise<TracedRequest> => askTraced(gateway, operationText(operation), variables, headers);

/**
 * Sorts calls into hops by their times: a call is one hop behind the last one that had ended when it started. Upstreams have
 * to be equally slow for that, and slower than the gateway's own work.
 */
export function hopsOf(calls: readonly FakeCall[]): FakeCall[][] {
  const hops: FakeCall[][] = [];
  for (const call of calls.toSorted((a, b) => a.startedAt - b.startedAt)) {
    const before = hops.findLastIndex((hop) =>
      hop.some(({ endedAt }) => (endedAt ?? Infinity) < call.startedAt),
    );
    (hops[before + 1] ??= []).push(call);
  }
  return hops;
}

/** Calls that an answer waits for: all but the report of what was served. */
export const isAwaited = ({ path }: FakeCall): boolean => path !== '/served';

/** The calls of a request in the words of the budget table. */
export function describeCalls({ calls }: Pick<TracedRequest, 'calls'>): RequestCalls {
  const hops = hopsOf(calls().filter(isAwaited));
  return {
    hops: hops.map(describeEndpoints),
    after: describeEndpoints(calls().filter((call) => !isAwaited(call))),
  };
}

/** One line per endpoint: `UPSTREAM path`, and for batches the number of ids of each call, largest first. */
export function describeEndpoints(calls: readonly FakeCall[]): string[] {
  const byEndpoint = Map.groupBy(calls, ({ upstream, path }) => `${upstream} ${nameOf(path)}`);
  return [...byEndpoint].map(([endpoint, group]) => `${endpoint}${sizesOf(group)}`).sort();
}

function sizesOf(calls: readonly FakeCall[]): string {
  const [first] = calls;
  if (first && first.ids.length > 0)
    return ` ${calls
      .map(({ ids }) => ids.length)
      .sort((a, b) => b - a)
      .join('+')}`;
  return calls.length === 1 ? '' : ` x${calls.length}`;
}

/** `/rooms:batchGetByAccount` as `rooms by account`. */
const nameOf = (path: string): string =>
  path.slice(1).replace(':batchGetByAccount', ' by account').replace(':batchGet', '');

/** Calls behind one line of the table. */
export function callsIn(line: string): number {
  const [, repeated] = / x(\d+)$/.exec(line) ?? [];
  return repeated === undefined ? line.split('+').length : Number(repeated);
}
