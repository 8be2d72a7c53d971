import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { MOST_TAPE_BYTES } from '../../datasources/http/tape.js';
import type { Handler } from '../support/fake-upstreams.js';
import { items, PRICES } from '../rollout-gateway/support/marked-prices.js';
import { until, type RuledGateway } from '../rollout-gateway/support/ruled-gateway.js';
import { droppedOf, startShadowed, untilQuiet } from '../rollout-gateway/support/shadowed.js';

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
const BIG = filledWith(JSON.stringify('x'.repeat(MOST_TAPE_BYTES)));

const WITH_STOCK = PRICES.replace('pricing', 'availability { state } pricing');

for (const way of ['run', 'record'] as const)
  describe(`an answer that fits into no case (${way})`, () => {
    let dataDir: string;
    let gateway: RuledGateway;
    before(async () => {
      dataDir = mkdtempSync(join(tmpdir(), 'vitrine-bounds-'));
      const env = { DATA_DIR: dataDir };
      gateway = await startShadowed('shadow', {}, { env, internals: { shadow: way } });
    });
    after(async () => {
      await gateway.close();
      rmSync(dataDir, { recursive: true, force: true });
    });

    /** On a busy machine a case may be late. */
    const askUntil = (result: string) =>
      until(async () => {
        await gateway.ask(WITH_STOCK, items(0));
        return (await gateway.metric('vitrine_cases_total', { result })) > 0;
      });

    it('because it is nested too deeply harms nobody, and is counted', async () => {
      const source = way === 'run' ? 'PRICING' : 'INVENTORY'; // of the candidate, where one runs
      gateway.upstreams.on(source, '/', DEEP);
      await askUntil('failed');
      assert.equal((await gateway.ask('{ __typename }')).status, 200);
    });

    it('because it is too large is let go of, with its case', async () => {
      const { upstreams } = gateway;
      upstreams.on('INVENTORY', '/', BIG);
      if (way === 'record') return askUntil('too-large');
      await untilQuiet(upstreams);
      const before = upstreams.callsOf('PRICING').length;
      await gateway.ask(WITH_STOCK, items(1));
      await until(async () => (await droppedOf(gateway, 'product-pricing'))['too-large'] === 1);
      assert.equal(upstreams.callsOf('PRICING').length, before, 'no leg has asked it');
    });
  });
