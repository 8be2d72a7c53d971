import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { UPSTREAM_NAMES } from '../../datasources/upstreams.js';
import { BUDGETS, variablesOf } from '../calls/support/budgets.js';
import { askTraced, isAwaited } from '../calls/support/calls-of-request.js';
import { operationText, startGateway, VIEWER, type TestGateway } from '../support/gateway.js';
import { startExplainer, type Explainer } from './support/explainer.js';
import { enrich, startRichScenes } from './support/rich-scenes.js';
import { enliven } from './support/living-legacy.js';
import { RETRYING } from './support/retrying.js';

const NOW = 1_573_401_600_000;
/** Nobody has begun the work, so it may be tried again. */
const BAD_GATEWAY = 502;

/** Upstreams that healthy answers wait for. */
const ASKED = UPSTREAM_NAMES.filter((name) => !['SLOTS', 'LEGACY', 'SNAPSHOT'].includes(name));

describe('the worst case of an explanation', () => {
  let gateway: TestGateway;
  let explain: Explainer;
  const variables = new Map<object, object>();

  before(async () => {
    const upstreams = await startRichScenes(() => NOW);
    explain = await startExplainer();
    gateway = await startGateway({
      upstreams,
      env: { LEGACY_URL: upstreams.urls.LEGACY },
      internals: { now: () => NOW, guards: RETRYING },
    });
    for (const budget of BUDGETS) variables.set(budget, await variablesOf(budget, gateway, VIEWER));
  });
  after(() => gateway.close());

  const callsWithout = async (
    budget: (typeof BUDGETS)[number],
    out: readonly (typeof UPSTREAM_NAMES)[number][],
  ) => {
    for (const upstream of out) gateway.upstreams.fail(upstream, BAD_GATEWAY);
    const given = variables.get(budget) ?? {};
    const request = await askTraced(gateway, operationText(budget.operation), given, VIEWER);
    return request.calls().filter(isAwaited).length;
  };
  const explained = (budget: (typeof BUDGETS)[number]) =>
    explain(operationText(budget.operation), variables.get(budget));

  for (const upstream of ASKED)
    it(`is not exceeded with ${upstream} out`, async () => {
      for (const budget of BUDGETS) {
        const outage = explained(budget).worstCase.outages.find((each) => each.upstream === upstream);
        if (!outage) continue;
        gateway.upstreams.reset();
        enrich(gateway.upstreams, () => NOW);
        enliven(gateway.upstreams);
        const made = await callsWithout(budget, [upstream]);
        assert.ok(made <= outage.calls, `${budget.operation}: ${made} calls of ${outage.calls}`);
      }
    });

  it('is not exceeded with all of them out', async () => {
    for (const budget of BUDGETS) {
      gateway.upstreams.reset();
      const { calls } = explained(budget).worstCase.everything;
      const made = await callsWithout(budget, UPSTREAM_NAMES);
      assert.ok(made <= calls, `${budget.operation}: ${made} calls of ${calls}`);
    }
  });

  it('is reached: a product whose owners are dead', async () => {
    const budget = BUDGETS.find(({ operation }) => operation === 'product-detail');
    assert.ok(budget);
    const outages = new Map(explained(budget).worstCase.outages.map((each) => [each.upstream, each.calls]));
    for (const upstream of ['CATALOG', 'PRICING', 'INVENTORY'] as const) {
      gateway.upstreams.reset();
      enliven(gateway.upstreams);
      assert.equal(await callsWithout(budget, [upstream]), outages.get(upstream), upstream);
    }
  });
});
