import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import type { Endpoint } from '../../datasources/http/endpoint.js';
import { UPSTREAM_NAMES } from '../../datasources/upstreams.js';
import { BUDGETS, variablesOf } from '../calls/support/budgets.js';
import { askTraced, isAwaited } from '../calls/support/calls-of-request.js';
import { readEndpoints } from '../chains/support/endpoints.js';
import { ANONYMOUS, operationText, startGateway, VIEWER, type TestGateway } from '../support/gateway.js';
import { hopsFor, startExplainer, type Explainer } from './support/explainer.js';
import { FURTHER } from './support/further-documents.js';
import { assertPredicted, endpointOf, measuredHops } from './support/measured.js';
import { startRichScenes } from './support/rich-scenes.js';

/** A clock that stands still leaves answers as fresh as they can be. */
const NOW = 1_573_401_600_000;
/** Longer than the gateway's own work between two hops. */
const UPSTREAM_MS = 25;
/** A report goes out in the turn after the response. */
const REPORT_MS = 30;

const viewers = [
  { name: 'a known viewer', headers: VIEWER, side: 'viewer' },
  { name: 'an anonymous client', headers: ANONYMOUS, side: 'anonymous' },
] as const;

describe('what is explained is what happens', () => {
  let gateway: TestGateway;
  let explain: Explainer;
  let endpoints: ReadonlyMap<string, Endpoint>;

  before(async () => {
    [explain, endpoints, gateway] = await Promise.all([
      startExplainer(),
      readEndpoints(),
      startRichScenes(() => NOW).then((upstreams) =>
        startGateway({ upstreams, internals: { now: () => NOW } }),
      ),
    ]);
    for (const name of UPSTREAM_NAMES) gateway.upstreams.delay(name, UPSTREAM_MS);
  });
  after(() => gateway.close());

  for (const budget of BUDGETS)
    for (const { name, headers, side } of viewers)
      it(`${budget.operation} (${budget.asks}) for ${name}`, async () => {
        const variables = await variablesOf(budget, gateway, headers);
        const explanation = explain(operationText(budget.operation), variables);
        const request = await askTraced(gateway, operationText(budget.operation), variables, headers);
        const hops = hopsFor(explanation, headers);
        const scene = 'sceneId' in variables ? variables.sceneId : 'home';
        assertPredicted(measuredHops(request, endpoints), hops, scene === 'home');
        assert.equal(measuredHops(request, endpoints).length, explanation.sequentialHops[side]);
        assert.deepEqual(
          explanation.hops.map(({ hop }) => hop),
          explanation.hops.map((_, index) => index + 1),
        );
        const most = hops.flatMap(({ calls }) => calls).reduce((sum, { calls }) => sum + calls, 0);
        assert.equal(most, explanation.calls[side]);
        assert.equal(request.answer.headers.get('cache-control'), explanation.cacheControl[side]);
        if (explanation.afterAnswer.length > 0) await sleep(REPORT_MS);
        const reports = request.calls().filter((call) => !isAwaited(call));
        assert.deepEqual(
          reports.map((call) => endpointOf(call, endpoints)),
          explanation.afterAnswer,
        );
      });

  for (const { shows, text, variables, reachesBounds = true } of FURTHER)
    it(shows, async () => {
      const explanation = explain(text, variables);
      const request = await askTraced(gateway, text, variables, VIEWER);
      assert.equal(request.answer.errors, undefined);
      assertPredicted(measuredHops(request, endpoints), hopsFor(explanation, VIEWER), reachesBounds);
      assert.equal(measuredHops(request, endpoints).length, explanation.sequentialHops.viewer);
    });
});
