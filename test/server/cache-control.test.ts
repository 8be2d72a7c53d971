import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { UPSTREAM_NAMES } from '../../datasources/upstreams.js';
import { BUDGETS, variablesOf } from '../calls/support/budgets.js';
import { startScenes } from '../calls/support/scenes.js';
import {
  ANONYMOUS,
  operationText,
  startGateway,
  VIEWER,
  type Answer,
  type TestGateway,
} from '../support/gateway.js';
import { globalId } from '../../schema/global-id.js';
import { batch } from '../support/fake-upstreams.js';
import { accountId, couponRecord, itemId, priceRecord } from '../support/records.js';

const PRIVATE = 'private, no-store';
const PUBLIC = /^public, max-age=\d+$/;
const PRODUCT = { id: globalId('Product', itemId(3)) };

const isFeed = (operation: string): boolean => /\bfeed\(/.test(operationText(operation));
/** Asks for something that depends on who asks, whoever that is. */
const isPersonal = (operation: string): boolean =>
  isFeed(operation) || /\bviewer \{/.test(operationText(operation));
/** Asks for something that depends on the sales channel. */
const hasPrices = (operation: string): boolean =>
  /\b(pricing|coupons|promotions) \{/.test(operationText(operation));

/** What is wrong with who may keep an answer; null where nothing is. */
function fault(operation: string, { headers, errors, text }: Answer): string | null {
  const caching = headers.get('cache-control') ?? 'absent';
  const vary = headers.get('vary');
  const isImpaired = errors !== undefined || text.includes('"degraded":{');
  // What could not be read was not looked at for anybody.
  const wasLookedAt = isFeed(operation) || !(isImpaired && caching === 'no-store');
  if (isPersonal(operation) && wasLookedAt) return caching === PRIVATE ? null : `personal, yet ${caching}`;
  if (isImpaired) return caching === 'no-store' ? null : `impaired, yet ${caching}`;
  if (!PUBLIC.test(caching)) return `everybody's, yet ${caching}`;
  const isTold = vary === (hasPrices(operation) ? 'accept, apollographql-client-name' : 'accept');
  return isTold ? null : `varies on ${String(vary)}`;
}

describe('who may keep an answer', () => {
  let gateway: TestGateway;
  before(async () => {
    gateway = await startGateway({ upstreams: await startScenes() });
  });
  beforeEach(() => gateway.upstreams.reset());
  after(() => gateway.close());

  for (const [name, headers] of Object.entries({ 'a known viewer': VIEWER, nobody: ANONYMOUS }))
    it(`is right for every operation, healthy and with each upstream down, for ${name}`, async () => {
      const asked = [];
      for (const budget of BUDGETS)
        asked.push({ operation: budget.operation, variables: await variablesOf(budget, gateway, headers) });
      const found = new Map<string, number>();
      for (const down of [null, ...UPSTREAM_NAMES]) {
        gateway.upstreams.reset();
        if (down !== null) gateway.upstreams.fail(down);
        for (const { operation, variables } of asked) {
          const answer = await gateway.run(operation, variables, headers);
          assert.equal(fault(operation, answer), null, `${operation} without ${down ?? 'nothing'}`);
          const caching = String(answer.headers.get('cache-control')).split(',')[0] ?? '';
          found.set(caching, (found.get(caching) ?? 0) + 1);
        }
      }
      // All three kinds were seen, so that none of the judgements above is empty.
      assert.deepEqual([...found.keys()].sort(), ['no-store', 'private', 'public']);
    });

  it('is the same for everybody where nobody was looked at', async () => {
    const document = 'query ($id: ID!) { product(id: $id) { title } }';
    for (const headers of [VIEWER, ANONYMOUS, { 'x-device-id': 'd7' }])
      assert.match(
        (await gateway.ask(document, PRODUCT, headers)).headers.get('cache-control') ?? '',
        PUBLIC,
      );
  });

  it('is everybody for as long as the part that is first to change stays fresh', async () => {
    const maxAge = async (fields: string, id = PRODUCT.id) => {
      const { headers } = await gateway.ask(`query ($id: ID!) { node(id: $id) { ${fields} } }`, { id });
      return Number(/^public, max-age=(\d+)$/.exec(headers.get('cache-control') ?? '')?.[1]);
    };
    const now = Date.now();
    const price = (overrides: object) => gateway.upstreams.on('PRICING', '/', batch((id) => priceRecord(id, { asOf: now, ...overrides }))); // prettier-ignore
    assert.equal(await maxAge('... on Product { title }'), 60);
    price({});
    const priced = '... on Product { title pricing { salePrice { amount } } }';
    assert.ok([8, 9, 10].includes(await maxAge(priced)));
    price({ asOf: now - 7_000 });
    assert.ok([1, 2, 3].includes(await maxAge(priced)));
    price({ coupons: [couponRecord({ endAt: now + 5_000 })] });
    assert.ok([2, 3, 4, 5].includes(await maxAge(priced)));
    // What operators may take off at once is kept for a minute at most, however long it stays fresh.
    assert.equal(await maxAge('... on Author { name }', globalId('Author', accountId(1))), 60);
    // What is not there now may be there in a moment.
    gateway.upstreams.on(
      'CATALOG',
      '/',
      batch(() => null),
    );
    assert.equal(await maxAge('... on Product { title }'), 0);
  });

  it('is nobody where a viewer was looked for and not found', async () => {
    const document = `{ node(id: "${globalId('Author', '220000000001')}") { ... on Author { viewer { following } } } }`;
    const { headers, data } = await gateway.ask(document, {}, ANONYMOUS);
    assert.deepEqual(data, { node: { viewer: null } });
    assert.equal(headers.get('cache-control'), PRIVATE);
  });

  it('is nobody where there is no data: refused, unknown, misspelt', async () => {
    const refused = [
      await gateway.ask('{ nonsense }'),
      await gateway.ask('query ($id: ID!) { product(id: $id) { title } }', {}),
      await gateway.ask('{ product('),
    ];
    for (const { headers, errors } of refused) {
      assert.ok(errors);
      assert.match(headers.get('cache-control') ?? '', /no-store/);
    }
    const unknown = await fetch(`${gateway.url}/nothing`);
    assert.equal(unknown.headers.get('cache-control'), 'no-store');
    await unknown.body?.cancel();
  });
});
