import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { inForce } from '../../rollout/decision/ruling.js';
import { Sampling } from '../../src/shadow/sampling.js';
import { ruleOf } from '../rollout/support/rules.js';
import { items, MARKED, PRICES } from './support/marked-prices.js';
import { startRuledGateway, startStandIns } from './support/ruled-gateway.js';
import { ALL, droppedOf } from './support/shadowed.js';

const TRACES = Array.from({ length: 2_000 }, (_, n) => n.toString(16).padStart(32, '0'));
const SHARE_BP = 1_000;
const REQUESTS = 20;

describe('the requests that are compared', () => {
  const rule = ruleOf({ shadow: { mode: 'shadow', sampleBp: SHARE_BP } });
  const stops = { isKilled: () => false, isFused: () => false };
  const ruling = { generation: 1, version: 1, rules: inForce([rule], stops) };
  const picked = (key: string): string[] => {
    const sampling = new Sampling(Buffer.from(key));
    return TRACES.filter((traceId) => sampling.rulesFor(ruling, traceId).length > 0);
  };

  it('are those that a share says, the same ones for each process with one key, and others for another', () => {
    const first = picked('one key');
    assert.deepEqual(picked('one key'), first);
    const expected = TRACES.length * (SHARE_BP / 10_000);
    assert.ok(Math.abs(first.length - expected) < 4 * Math.sqrt(expected), String(first.length));
    const others = new Set(picked('another key'));
    assert.ok(first.filter((traceId) => others.has(traceId)).length < expected / 2);
  });

  it('take part in what requests share while there is no room for them', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'vitrine-sampling-'));
    const gateway = await startRuledGateway(
      await startStandIns(Date.now, MARKED),
      { 'product-pricing': { shadow: { ...ALL, mode: 'shadow', maxRps: 0.01 } } },
      { env: { ENTITY_CACHE: 'on', DATA_DIR: dataDir }, internals: { keepsRecords: true } },
    );
    try {
      for (let n = 0; n < REQUESTS; n++) await gateway.ask(PRICES, items(0, 1, 2));
      assert.deepEqual(await droppedOf(gateway, 'product-pricing'), { rate: REQUESTS - 1 });
      const asked = gateway.upstreams.callsOf('LEGACY').length + gateway.upstreams.callsOf('CATALOG').length;
      assert.ok(asked < REQUESTS / 2, String(asked));
    } finally {
      await gateway.close();
      rmSync(dataDir, { recursive: true, force: true });
    }
  });
});
