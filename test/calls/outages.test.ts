import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { GraphQLSchema } from 'graphql';
import { UPSTREAM_NAMES } from '../../datasources/upstreams.js';
import { buildGatewaySchema } from '../../src/build-schema.js';
import type { FakeCall } from '../support/fake-upstreams.js';
import {
  ANONYMOUS,
  operationText,
  startGateway,
  VIEWER,
  type Answer,
  type TestGateway,
} from '../support/gateway.js';
import { answerWithout } from './support/answer-without.js';
import { BUDGETS, variablesOf } from './support/budgets.js';
import { isAwaited, runTraced, type TracedRequest } from './support/calls-of-request.js';
import { exhaustedFields } from './support/field-events.js';
import { OUTAGES } from './support/outages.js';
import { startScenes } from './support/scenes.js';

/** A clock that stands still keeps equal answers equal. */
const NOW = 1_573_401_600_000;

/** New for every request. */
const VOLATILE = new Set(['cursor', 'startCursor', 'endCursor', 'traceId', 'session_id', 'startedAt']);
const stable = (value: unknown): any =>
  JSON.parse(
    JSON.stringify(value, (key, member: unknown) =>
      VOLATILE.has(key) ? 'new' : key === 'session' ? { ...(member as object), id: 'new' } : member,
    ),
  );

/** Operations that select what depends on who asks; for the others an outage is the same for everybody. */
const ABOUT_VIEWERS = BUDGETS.filter(({ operation }) => operationText(operation).includes('viewer {'));

const viewers = [
  { name: 'a known viewer', headers: VIEWER, budgets: BUDGETS },
  { name: 'an anonymous client', headers: ANONYMOUS, budgets: ABOUT_VIEWERS },
] as const;

interface Healthy {
  readonly operation: string;
  readonly variables: object;
  readonly request: TracedRequest;
}

for (const { name, headers, budgets } of viewers)
  describe(`with one upstream out, for ${name}`, () => {
    let gateway: TestGateway;
    let schema: GraphQLSchema;
    let healthy: readonly Healthy[];

    before(async () => {
      schema = await buildGatewaySchema();
      gateway = await startGateway({
        upstreams: await startScenes(() => NOW),
        internals: { now: () => NOW },
      });
      // One after the other: a viewer's equal requests at the same time would share one execution.
      const answered: Healthy[] = [];
      for (const budget of budgets) {
        const variables = await variablesOf(budget, gateway, headers);
        const request = await runTraced(gateway, budget.operation, variables, headers);
        answered.push({ operation: budget.operation, variables, request });
      }
      // The calls of the healthy answers are forgotten by the next reset.
      healthy = answered.map((each) => {
        const calls = each.request.calls();
        return { ...each, request: { ...each.request, calls: () => calls } };
      });
    });
    after(() => gateway.close());

    for (const upstream of UPSTREAM_NAMES)
      it(`${upstream}: its own fields end as declared and are counted, nothing else changes, no call is added`, async () => {
        const outage = 'x-viewer-id' in headers || !OUTAGES[upstream].viewersOnly ? OUTAGES[upstream] : {};
        gateway.upstreams.reset();
        gateway.upstreams.fail(upstream);
        let known = await exhaustedFields(gateway.url);
        for (const { operation, variables, request } of healthy) {
          const failing = await runTraced(gateway, operation, variables, headers);
          const expected = answerWithout(outage, request.answer.data, schema);
          assertAnswer(failing.answer, expected, operation);
          assertNoMoreCalls(failing.calls(), request.calls(), operation);
          const counted = await exhaustedFields(gateway.url);
          const rising = [...counted].filter(([field, times]) => times > (known.get(field) ?? 0));
          assert.deepEqual(rising.map(([field]) => field).sort(), expected.counted, operation);
          known = counted;
        }
      });
  });

function assertAnswer(
  { status, data, errors = [] }: Answer,
  expected: ReturnType<typeof answerWithout>,
  operation: string,
): void {
  assert.equal(status, 200, operation);
  assert.deepEqual(
    errors.map(({ extensions }) => extensions['code']),
    Array.from({ length: expected.errors }, () => 'UPSTREAM_UNAVAILABLE'),
    operation,
  );
  if (expected.relisted) {
    assertPackagedList(data.feed, operation);
    return;
  }
  const [left, wanted] = [stable(data), stable(expected.data)];
  for (const index of expected.replaced) {
    assert.notEqual(left.feed.edges[index].node.id, wanted.feed.edges[index].node.id, operation);
    left.feed.edges[index] = wanted.feed.edges[index];
  }
  assert.deepEqual(left, wanted, operation);
}

/** As far as an operation selects what tells one. */
function assertPackagedList(feed: any, operation: string): void {
  const items = feed.edges ?? feed.nodes;
  assert.equal(items.length, 10, operation);
  for (const { source } of feed.edges ?? [])
    if (source !== undefined) assert.equal(source, 'BUILT_IN', operation);
  if (feed.serving) assert.equal(feed.serving.tier ?? 'BUILT_IN', 'BUILT_IN', operation);
}

function assertNoMoreCalls(
  failing: readonly FakeCall[],
  healthy: readonly FakeCall[],
  operation: string,
): void {
  const endpoint = ({ upstream, path }: FakeCall) => `${upstream} ${path}`;
  const usual = Map.groupBy(healthy.filter(isAwaited), endpoint);
  for (const [called, calls] of Map.groupBy(failing.filter(isAwaited), endpoint))
    assert.ok(calls.length <= (usual.get(called)?.length ?? 0), `${operation}: ${calls.length} x ${called}`);
}
