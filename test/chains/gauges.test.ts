import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { globalId } from '../../schema/global-id.js';
import { answer, legacyItem } from '../legacy/support/legacy-answers.js';
import { startFakeUpstreams } from '../support/fake-upstreams.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { itemId } from '../support/records.js';

const PRICE = 'query ($id: ID!) { product(id: $id) { pricing { salePrice { amount } } } }';
const variables = { id: globalId('Product', itemId(1)) };

describe('the metrics of the guards', () => {
  let gateway: TestGateway;
  before(async () => {
    const upstreams = await startFakeUpstreams();
    upstreams.on('LEGACY', '/gw', answer({ itemList: [legacyItem(itemId(1))] }));
    gateway = await startGateway({ guarded: true, upstreams, env: { LEGACY_URL: upstreams.urls.LEGACY } });
  });
  after(() => gateway.close());

  const breaker = (source: string) => gateway.metric('vitrine_breaker_state', { source });
  const lastFallback = () => gateway.metric('vitrine_fallback_last_success_timestamp_seconds');

  it('show breakers, calls under way, tokens, and when LEGACY last helped', async () => {
    await gateway.ask(PRICE, variables);
    assert.equal(await breaker('PRICING.prices'), 0);
    assert.equal(await lastFallback(), 0);
    assert.ok(Math.abs((await gateway.metric('vitrine_retry_tokens', { upstream: 'PRICING' })) - 0.1) < 1e-9);

    gateway.upstreams.fail('PRICING', 500);
    for (let i = 0; i < 6; i++) await gateway.ask(PRICE, variables);
    assert.equal(await breaker('PRICING.prices'), 2);
    assert.equal(await breaker('LEGACY.items'), 0);
    assert.ok(Math.abs((await lastFallback()) - Date.now() / 1_000) < 30);
  });

  it('count what hangs as under way', async () => {
    const arrived = new Promise<void>((resolve) =>
      gateway.upstreams.on('CATALOG', '/', () => {
        resolve();
        return undefined;
      }),
    );
    const leaving = new AbortController();
    const asked = fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: PRICE, variables }),
      signal: leaving.signal,
    }).catch(() => undefined);
    await arrived;
    assert.equal(await gateway.metric('vitrine_source_inflight', { source: 'CATALOG.items' }), 1);
    assert.equal(await gateway.metric('vitrine_fallback_inflight'), 0);
    leaving.abort();
    await asked;
  });
});
