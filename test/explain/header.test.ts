import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { globalId } from '../../schema/global-id.js';
import type { Explanation } from '../../src/explain/explanation.types.js';
import { startGateway, VIEWER, type Answer, type TestGateway } from '../support/gateway.js';
import { itemId } from '../support/records.js';
import { startExplainer } from './support/explainer.js';

const PRODUCT = 'query Price($id: ID!) { product(id: $id) { title pricing { stale } } }';
const variables = { id: globalId('Product', itemId(1)) };
/** The deadline of test gateways, in ms. */
const DEADLINE_MS = 20_000;

const extensionsOf = ({ text }: Answer) =>
  (JSON.parse(text) as { extensions?: { explain?: Explanation; degraded?: unknown } }).extensions;

describe('the header x-explain', () => {
  let gateway: TestGateway;
  before(async () => (gateway = await startGateway()));
  after(() => gateway.close());

  const explained = (document: string, given: object = {}, headers: object = {}) =>
    gateway.ask(document, given, { ...VIEWER, 'x-explain': '1', ...headers });

  it('adds what the command says to the answer, which nobody else may keep', async () => {
    const answer = await explained(PRODUCT, variables);
    const command = (await startExplainer())(PRODUCT, variables);
    const { budget, ...rest } = extensionsOf(answer)?.explain ?? assert.fail('no explanation');
    const { budget: usual, ...said } = command;
    assert.deepEqual(rest, JSON.parse(JSON.stringify(said)));
    assert.deepEqual([budget.sumMs, budget.deadlineMs], [usual.sumMs, DEADLINE_MS]);
    assert.equal(answer.data.product.title, 'Product 1');
    assert.equal(answer.headers.get('cache-control'), 'no-store');
  });

  it('counts with the time that the request brings', async () => {
    const answer = await explained(PRODUCT, variables, { 'x-deadline-ms': '80' });
    const { budget, hops } = extensionsOf(answer)?.explain ?? assert.fail('no explanation');
    assert.equal(budget.deadlineMs, 80);
    assert.ok(hops.every(({ budgetMs }) => budgetMs <= 40));
  });

  it('stands beside what the answer says otherwise', async () => {
    gateway.upstreams.fail('PRICING');
    const { explain, degraded } = extensionsOf(await explained(PRODUCT, variables)) ?? {};
    gateway.upstreams.reset();
    assert.ok(explain !== undefined && degraded !== undefined);
  });

  it('says nothing where it is absent, is not 1, or the request is refused', async () => {
    assert.equal(extensionsOf(await gateway.ask(PRODUCT, variables)), undefined);
    assert.equal(extensionsOf(await explained(PRODUCT, variables, { 'x-explain': 'yes' })), undefined);
    assert.equal(extensionsOf(await explained('{ nothing }')), undefined);
    assert.equal(extensionsOf(await explained(PRODUCT, {})), undefined);
  });

  it('is ignored in production', async () => {
    const production = await startGateway({ env: { NODE_ENV: 'production', TRUSTED_DOCUMENTS: 'off' } });
    const answer = await production.ask(PRODUCT, variables, { ...VIEWER, 'x-explain': '1' });
    await production.close();
    assert.equal(extensionsOf(answer), undefined);
    assert.match(answer.headers.get('cache-control') ?? '', /^public/);
  });
});
