import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Handler } from '../support/fake-upstreams.js';
import { items, PRICES } from '../rollout-gateway/support/marked-prices.js';
import { until } from '../rollout-gateway/support/ruled-gateway.js';
import { isShadow, startShadowed } from '../rollout-gateway/support/shadowed.js';

/** Deeper than JSON can be written. */
const DEPTH = 8_000;

/** A batch answer with something in it that belongs nowhere. */
const filledWith =
  (filling: string): Handler =>
  () => ({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: `{"results":{},"missing":[],"errors":{},"more":${filling}}`,
  });

const DEEP = filledWith('['.repeat(DEPTH) + ']'.repeat(DEPTH));

describe('an answer that fits into no case', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'vitrine-bounds-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  for (const way of ['run', 'record'] as const)
    it(`because it is nested too deeply harms nobody, and is counted (${way})`, async () => {
      const gateway = await startShadowed(
        'shadow',
        {},
        { env: { DATA_DIR: dataDir }, internals: { shadow: way } },
      );
      try {
        const { upstreams } = gateway;
        const source = way === 'run' ? 'PRICING' : 'INVENTORY';
        upstreams.on(source, '/', DEEP);
        const query = way === 'run' ? PRICES : PRICES.replace('pricing', 'availability { state } pricing');
        await gateway.ask(query, items(0, 1));
        await until(async () => (await gateway.metric('vitrine_cases_total', { result: 'failed' })) === 1);
        assert.ok(upstreams.callsOf(source).every((call) => isShadow(call) === (way === 'run')));
        assert.equal((await gateway.ask(query, items(0, 1))).status, 200);
      } finally {
        await gateway.close();
      }
    });
});
