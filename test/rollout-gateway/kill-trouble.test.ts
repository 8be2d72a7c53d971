import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { NO_RULING } from '../../rollout/decision/ruling.js';
import { killTrouble, KillTroubleTeller } from '../../src/rollout/kill-trouble.js';
import { items, MARKED, MARKS, PRICES } from './support/marked-prices.js';
import { EVERYBODY } from './support/rules.js';
import { startRuledGateway, startStandIns, until, type RuledGateway } from './support/ruled-gateway.js';

describe('a kill list that somebody types', () => {
  let gateway: RuledGateway;
  before(async () => {
    gateway = await startRuledGateway(await startStandIns(Date.now, MARKED), {
      'product-pricing': EVERYBODY,
    });
  });
  after(() => gateway.close());

  const price = async (): Promise<string> => {
    const { data } = await gateway.ask(PRICES, items(1));
    return data.products[0].pricing.salePrice.amount as string;
  };
  const errors = () => gateway.logs.filter(({ msg }) => String(msg).startsWith('the kill list'));

  it('says in metrics and in the log that an id is of no rule, and which there are', async () => {
    gateway.rules.kill('product-priceing', 'is the price ok?');
    await until(async () => (await gateway.metric('vitrine_rollout_kill_unclear_lines')) === 1);
    assert.equal(await gateway.metric('vitrine_rollout_kill_unknown_ids'), 5);
    assert.equal(await gateway.metric('vitrine_rollout_killed'), 0);
    assert.equal(await price(), MARKS.treatment);
    await until(() => errors().length > 0);
    assert.deepEqual(errors()[0]?.['rules'], ['product-pricing']);
    assert.deepEqual(errors()[0]?.['unclear'], ['is the price ok?']);
    assert.equal((errors()[0]?.['unknown'] as string[])[0], 'product-priceing');
  });

  it('kills what was meant, and has nothing more to say', async () => {
    const before = errors().length;
    gateway.rules.kill('- Product_Pricing');
    await until(
      async () => (await gateway.metric('vitrine_rollout_killed', { rule: 'product-pricing' })) === 1,
    );
    await until(async () => (await gateway.metric('vitrine_rollout_kill_unknown_ids')) === 0);
    assert.equal(await price(), MARKS.control);
    assert.ok(errors().length - before <= 1, 'once for each change'); // for the list of both readings
  });
});

it('tells why the list could not be read when that is an alarm, once', () => {
  const told: (string | null)[] = [];
  const teller = new KillTroubleTeller(({ unread }) => told.push(unread));
  for (const alarm of [false, true, true, false]) {
    const state = { ids: new Set<string>(), unclear: [], failure: 'status 503', ageMs: null, alarm };
    teller.note(killTrouble(state, NO_RULING));
  }
  assert.deepEqual(told, ['status 503']);
});
