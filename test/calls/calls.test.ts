import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import { UPSTREAM_NAMES } from '../../datasources/upstreams.js';
import { ANONYMOUS, startGateway, VIEWER, type TestGateway } from '../support/gateway.js';
import { anonymousHops, BUDGETS, variablesOf, viewerHops } from './support/budgets.js';
import { describeCalls, runTraced } from './support/calls-of-request.js';
import { startScenes } from './support/scenes.js';

/** Longer than the gateway's own work between two hops. */
const UPSTREAM_MS = 25;
/** A report goes out in the turn after the response. */
const REPORT_MS = 30;
/** Polls are due every 5 s and every 2 s, a tenth earlier at most. */
const FASTEST_PLAN_POLL_S = 4.5;
const FASTEST_OFFLINE_POLL_S = 1.8;

const sorted = (hops: readonly (readonly string[])[]) => hops.map((hop) => hop.toSorted());

const viewers = [
  { name: 'a known viewer', headers: VIEWER, hopsFor: viewerHops },
  { name: 'an anonymous client', headers: ANONYMOUS, hopsFor: anonymousHops },
] as const;

describe('the calls of an operation', () => {
  let gateway: TestGateway;
  let startedAt: number;

  before(async () => {
    startedAt = performance.now();
    gateway = await startGateway({ upstreams: await startScenes() });
    for (const name of UPSTREAM_NAMES) gateway.upstreams.delay(name, UPSTREAM_MS);
  });
  after(() => gateway.close());

  for (const budget of BUDGETS)
    for (const { name, headers, hopsFor } of viewers)
      it(`${budget.operation} (${budget.asks}) for ${name} are exactly those of its budget`, async () => {
        const variables = await variablesOf(budget, gateway, headers);
        const request = await runTraced(gateway, budget.operation, variables, headers);
        assert.equal(request.answer.errors, undefined);
        if (budget.after.length > 0) await sleep(REPORT_MS);
        const { hops, after: reports } = describeCalls(request);
        assert.deepEqual(sorted(hops), sorted(hopsFor(budget)));
        assert.deepEqual(reports, budget.after);
      });

  it('leave what is polled in memory alone', () => {
    const { upstreams } = gateway;
    const scenes = 4;
    const seconds = (performance.now() - startedAt) / 1_000;
    assert.equal(upstreams.callsOf('ALGORITHM', '/scenes').length, scenes);
    assert.ok(
      upstreams.callsOf('SLOTS', '/slot-plans').length <= scenes * (1 + seconds / FASTEST_PLAN_POLL_S),
    );
    assert.ok(
      upstreams.callsOf('SLOTS', '/emergency-offline').length <= 1 + seconds / FASTEST_OFFLINE_POLL_S,
    );
  });
});
